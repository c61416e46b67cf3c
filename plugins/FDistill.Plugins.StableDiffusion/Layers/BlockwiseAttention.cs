using FDistill.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>
/// Attention by blocks of queries. Of the attention weights, whose number grows
/// with the square of the image's cells, only one block's exist at a time:
/// the backward pass computes them again.
/// </summary>
/// <remarks>Differentiable any number of times: where the backward
/// pass is recorded, it begins at the inputs themselves.</remarks>
internal sealed class BlockwiseAttention : GuardedFunction<BlockwiseAttention>
{
    /// <summary>softmax(q·kᵀ/√d)·v.</summary>
    /// <param name="query">[B, L, d].</param>
    /// <param name="key">[B, S, d].</param>
    /// <param name="value">[B, S, d].</param>
    /// <param name="rows">Queries in a block.</param>
    /// <returns>[B, L, d].</returns>
    public static Tensor Of(Tensor query, Tensor key, Tensor value, long rows) => apply(query, key, value, rows);

    /// <summary>The same at once, by operators that autograd knows.</summary>
    public static Tensor Mix(Tensor query, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        return bmm(Weights(query, key), value).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(AutogradContext context, IReadOnlyList<object?> arguments)
    {
        var (query, key, value, rows) = ((Tensor)arguments[0]!, (Tensor)arguments[1]!, (Tensor)arguments[2]!, (long)arguments[3]!);
        using var scope = NewDisposeScope();
        context.save_for_backward([query, key, value]);
        context.save_data(nameof(rows), rows);
        return cat([.. query.split(rows, dim: 1).Select(block => Mix(block, key, value))], dim: 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Differentiate(AutogradContext context, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var saved = context.get_saved_variables();
        var (query, key, value, rows) = (saved[0], saved[1], saved[2], (long)context.get_data("rows"));
        var (ofQuery, ofKey, ofValue) = (new List<Tensor>(), zeros_like(key), zeros_like(value));
        foreach (var (block, slope) in query.split(rows, dim: 1).Zip(gradient.split(rows, dim: 1)))
        {
            using var inner = NewDisposeScope();
            var parts = BlockGradients(block, key, value, slope);
            ofQuery.Add(parts.Query.MoveToOuterDisposeScope());
            ofKey = (ofKey + parts.Key).MoveToOuterDisposeScope();
            ofValue = (ofValue + parts.Value).MoveToOuterDisposeScope();
        }
        return [cat([.. ofQuery], dim: 1).MoveToOuterDisposeScope(), ofKey.MoveToOuterDisposeScope(), ofValue.MoveToOuterDisposeScope(), null];
    }

    /// <summary>With P = softmax(q·kᵀ/√d) and the slope dO: dV = Pᵀ·dO, dS =
    /// P·(dO·vᵀ − its mean under P), dQ = dS·k/√d, dK = dSᵀ·q/√d.</summary>
    private static (Tensor Query, Tensor Key, Tensor Value) BlockGradients(Tensor query, Tensor key, Tensor value, Tensor slope)
    {
        var weights = Weights(query, key);
        var ofWeights = bmm(slope, value.transpose(1, 2));
        var ofLogits = weights * (ofWeights - (weights * ofWeights).sum(2, keepdim: true)) * Scale(query);
        return (bmm(ofLogits, key), bmm(ofLogits.transpose(1, 2), query), bmm(weights.transpose(1, 2), slope));
    }

    private static Tensor Weights(Tensor query, Tensor key)
    {
        using var scope = NewDisposeScope();
        return bmm(query * Scale(query), key.transpose(1, 2)).softmax(2, dtype: float32).to_type(query.dtype).MoveToOuterDisposeScope();
    }

    private static double Scale(Tensor query) => 1 / Math.Sqrt(query.shape[2]);
}
