using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>Self-attention, then feed-forward, each added to its input (transformers, CLIPEncoderLayer).</summary>
internal sealed class ClipLayer : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly ClipAttention self_attn;
    private readonly LayerNorm layer_norm1;
    private readonly ClipFeedForward mlp;
    private readonly LayerNorm layer_norm2;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="config">The encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipLayer(ClipTransformerConfig config, NetworkPlace place) : base(nameof(ClipLayer))
    {
        self_attn = new ClipAttention(config.Width, config.Heads, place);
        layer_norm1 = new LayerNorm(config.Width, place, config.Eps);
        mlp = new ClipFeedForward(config, place);
        layer_norm2 = new LayerNorm(config.Width, place, config.Eps);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, tokens, width].</param>
    /// <param name="mask">Added to the attention logits: [N or 1, 1, tokens, tokens] float32; null: nothing is.</param>
    public override Tensor forward(Tensor input, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var hidden = input + self_attn.call(layer_norm1.call(input), mask);
        return (hidden + mlp.call(layer_norm2.call(hidden))).MoveToOuterDisposeScope();
    }
}
