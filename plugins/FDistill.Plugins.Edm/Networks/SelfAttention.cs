using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Self-attention over the cells of a feature map.</summary>
internal static class SelfAttention
{
    /// <summary>Every cell's mixture of the values of all cells.</summary>
    /// <param name="projected">[N, 3C, H, W], its channels laid out ({query, key, value}, head, channel).</param>
    /// <param name="heads">The number of heads.</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor Mix(Tensor projected, long heads)
    {
        var (count, channels, height) = (projected.shape[0], projected.shape[1] / 3 / heads, projected.shape[2]);
        // [3, N·heads, cells, channels of a head].
        var parts = ChannelsLast.Rows(projected).reshape(count, -1, 3, heads, channels).permute(2, 0, 3, 1, 4).reshape(3, count * heads, -1, channels).unbind(0);
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var logits = BatchedProduct.Of(query * (1 / Math.Sqrt(channels)), key.transpose(1, 2));
        var weights = logits.softmax(dim: 2, dtype: float32).to_type(logits.dtype);
        var mixed = BatchedProduct.Of(weights, value);
        return ChannelsLast.Map(mixed.reshape(count, heads, -1, channels).permute(0, 2, 1, 3).reshape(count, -1, heads * channels), height);
    }
}
