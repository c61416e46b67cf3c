using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Self-attention over the cells of a feature map.</summary>
internal static class SelfAttention
{
    /// <summary>Every cell's mixture of the values of all cells.</summary>
    /// <param name="projected">[N, 3C, H, W], its channels laid out (head, channel, {query, key, value}).</param>
    /// <param name="heads">The number of heads.</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor Mix(Tensor projected, long heads)
    {
        var (count, channels) = (projected.shape[0], projected.shape[1] / 3);
        var parts = projected.reshape(count * heads, channels / heads, 3, -1).unbind(2);
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var logits = BatchedProduct.Of(query.transpose(1, 2), key * (1 / Math.Sqrt(channels / heads)));
        var weights = logits.softmax(dim: 2, dtype: float32).to_type(logits.dtype);
        return BatchedProduct.Of(value, weights.transpose(1, 2)).reshape(count, channels, projected.shape[2], projected.shape[3]);
    }
}
