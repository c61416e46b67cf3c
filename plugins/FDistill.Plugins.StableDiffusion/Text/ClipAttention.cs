using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>Self-attention of tokens (transformers, CLIPAttention).</summary>
internal sealed class ClipAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear q_proj;
    private readonly Linear out_proj;
    private readonly long heads;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="width">The width of the hidden states.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipAttention(long width, long heads, NetworkPlace place) : base(nameof(ClipAttention))
    {
        this.heads = heads;
        k_proj = new Linear(width, width, place);
        v_proj = new Linear(width, width, place);
        q_proj = new Linear(width, width, place);
        out_proj = new Linear(width, width, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, tokens, width].</param>
    /// <param name="mask">Added to the attention logits: [N or 1, 1, tokens, tokens] float32; null: nothing is.</param>
    public override Tensor forward(Tensor input, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var scale = 1 / Math.Sqrt((double)input.shape[2] / heads);
        var (query, key, value) = (Split(q_proj.call(input) * scale), Split(k_proj.call(input)), Split(v_proj.call(input)));
        var logits = query.matmul(key.transpose(2, 3));
        var weights = (mask is null ? logits : logits + mask).softmax(3, dtype: float32).to_type(input.dtype);
        return out_proj.call(weights.matmul(value).transpose(1, 2).reshape(input.shape)).MoveToOuterDisposeScope();
    }

    /// <summary>[N, tokens, width] as [N, heads, tokens, width of a head].</summary>
    private Tensor Split(Tensor rows) => rows.unflatten(2, [heads, rows.shape[2] / heads]).transpose(1, 2);
}
