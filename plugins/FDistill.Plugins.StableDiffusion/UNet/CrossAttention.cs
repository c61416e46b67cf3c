using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using LinearList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Linear>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Attention of cells to a context: the text, or the cells themselves (diffusers, Attention).</summary>
internal sealed class CrossAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear to_q;
    private readonly Linear to_k;
    private readonly Linear to_v;
    private readonly LinearList to_out;
    private readonly int heads;
    private readonly bool upcast;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="width">The width of the cells.</param>
    /// <param name="contextWidth">The width of the context.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="upcast">Whether to compute in float32 whatever the weights' type.</param>
    /// <param name="place">Where the weights live.</param>
    public CrossAttention(int width, int contextWidth, int heads, bool upcast, NetworkPlace place) : base(nameof(CrossAttention))
    {
        (this.heads, this.upcast) = (heads, upcast);
        to_q = new Linear(width, width, place, hasBias: false);
        to_k = new Linear(contextWidth, width, place, hasBias: false);
        to_v = new Linear(contextWidth, width, place, hasBias: false);
        to_out = new LinearList(new Linear(width, width, place));
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, cells, width].</param>
    /// <param name="context">[N, tokens, context width].</param>
    public override Tensor forward(Tensor input, Tensor context)
    {
        using var scope = NewDisposeScope();
        var (query, key, value) = (to_q.call(input), to_k.call(context), to_v.call(context));
        var mixed = upcast
            ? AttentionProduct.Of(query.to_type(float32), key.to_type(float32), value.to_type(float32), heads).to_type(input.dtype)
            : AttentionProduct.Of(query, key, value, heads);
        return to_out[0].call(mixed).MoveToOuterDisposeScope();
    }
}
