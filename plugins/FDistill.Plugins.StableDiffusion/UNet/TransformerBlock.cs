using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Attention among cells, attention to the text, feed-forward:
/// each added to its input (diffusers, BasicTransformerBlock).</summary>
internal sealed class TransformerBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly CrossAttention attn1;
    private readonly LayerNorm norm2;
    private readonly CrossAttention attn2;
    private readonly LayerNorm norm3;
    private readonly FeedForward ff;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="width">The width of the cells.</param>
    /// <param name="attention">Its attention.</param>
    /// <param name="place">Where the weights live.</param>
    public TransformerBlock(int width, AttentionOptions attention, NetworkPlace place) : base(nameof(TransformerBlock))
    {
        norm1 = new LayerNorm(width, place);
        attn1 = new CrossAttention(width, width, attention.Heads, attention.Upcast, place);
        norm2 = new LayerNorm(width, place);
        attn2 = new CrossAttention(width, attention.ContextWidth, attention.Heads, attention.Upcast, place);
        norm3 = new LayerNorm(width, place);
        ff = new FeedForward(width, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, cells, width].</param>
    /// <param name="context">The text: [N, tokens, context width].</param>
    public override Tensor forward(Tensor input, Tensor context)
    {
        using var scope = NewDisposeScope();
        var normed = norm1.call(input);
        var hidden = input + attn1.call(normed, normed);
        hidden = hidden + attn2.call(norm2.call(hidden), context);
        return (hidden + ff.call(norm3.call(hidden))).MoveToOuterDisposeScope();
    }
}
