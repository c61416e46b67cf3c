using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>softmax(q·kᵀ/√d)·v, split into heads.</summary>
internal static class AttentionProduct
{
    /// <summary>The most attention weights that are held at once on the CPU; more
    /// are computed block by block, and again in the backward pass.</summary>
    public const long LargestBlock = 1 << 24;

    /// <summary>Every query's mixture of the values.</summary>
    /// <param name="query">[N, L, heads·d].</param>
    /// <param name="key">[N, S, heads·d].</param>
    /// <param name="value">[N, S, heads·d].</param>
    /// <param name="heads">The number of heads.</param>
    /// <returns>[N, L, heads·d].</returns>
    /// <remarks>
    /// On an accelerator in one operator, which holds no weights at all but
    /// has a single derivative. On the CPU with any number of derivatives, and
    /// with memory for one block of queries.
    /// </remarks>
    public static Tensor Of(Tensor query, Tensor key, Tensor value, long heads)
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (Split(query, heads), Split(key, heads), Split(value, heads));
        var mixed = query.device_type == TorchSharp.DeviceType.CPU ? OnCpu(q, k, v) : nn.functional.scaled_dot_product_attention(q, k, v);
        return mixed.transpose(1, 2).reshape(query.shape).MoveToOuterDisposeScope();
    }

    private static Tensor OnCpu(Tensor query, Tensor key, Tensor value)
    {
        var (batch, heads, rows, columns) = (query.shape[0], query.shape[1], query.shape[2], key.shape[2]);
        var (q, k, v) = (query.flatten(0, 1), key.flatten(0, 1), value.flatten(0, 1));
        var blockRows = Math.Max(1, LargestBlock / (batch * heads * columns));
        var mixed = blockRows >= rows ? BlockwiseAttention.Mix(q, k, v) : BlockwiseAttention.Of(q, k, v, blockRows);
        return mixed.unflatten(0, [batch, heads]);
    }

    /// <summary>[N, L, heads·d] as [N, heads, L, d].</summary>
    private static Tensor Split(Tensor rows, long heads) => rows.unflatten(2, [heads, rows.shape[2] / heads]).transpose(1, 2);
}
