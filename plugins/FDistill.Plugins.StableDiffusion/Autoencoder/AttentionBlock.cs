using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using LinearList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Linear>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>Self-attention with one head over the cells of a feature map,
/// added to its input (diffusers, Attention with a group norm).</summary>
internal sealed class AttentionBlock : nn.Module<Tensor, Tensor>
{
    private readonly GroupNorm group_norm;
    private readonly Linear to_q;
    private readonly Linear to_k;
    private readonly Linear to_v;
    private readonly LinearList to_out;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="groups">Groups of the normalisation.</param>
    /// <param name="place">Where the weights live.</param>
    public AttentionBlock(int channels, int groups, NetworkPlace place) : base(nameof(AttentionBlock))
    {
        group_norm = new GroupNorm(groups, channels, 1e-6, place);
        to_q = new Linear(channels, channels, place);
        to_k = new Linear(channels, channels, place);
        to_v = new Linear(channels, channels, place);
        to_out = new LinearList(new Linear(channels, channels, place));
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var rows = group_norm.call(input).flatten(2).transpose(1, 2);
        var mixed = AttentionProduct.Of(to_q.call(rows), to_k.call(rows), to_v.call(rows), heads: 1);
        return (to_out[0].call(mixed).transpose(1, 2).reshape(input.shape) + input).MoveToOuterDisposeScope();
    }
}
