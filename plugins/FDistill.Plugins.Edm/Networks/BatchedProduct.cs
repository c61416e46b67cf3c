using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Products of many small matrices.</summary>
internal static class BatchedProduct
{
    /// <summary>a·b for each of B pairs.</summary>
    /// <param name="a">[B, M, K].</param>
    /// <param name="b">[B, K, N].</param>
    /// <returns>[B, M, N].</returns>
    /// <remarks>
    /// On the CPU as one convolution with B groups: there it runs on
    /// all cores, where a batched product may go through the batch on a
    /// single one, as libtorch without MKL does.
    /// </remarks>
    public static Tensor Of(Tensor a, Tensor b)
    {
        if (a.device_type != TorchSharp.DeviceType.CPU || a.dtype != ScalarType.Float32) return bmm(a, b);
        var (batch, rows, inner, columns) = (a.shape[0], a.shape[1], a.shape[2], b.shape[2]);
        var input = b.reshape(1, batch * inner, columns, 1);
        var weight = a.reshape(batch * rows, inner, 1, 1);
        return nn.functional.conv2d(input, weight, groups: batch).reshape(batch, rows, columns);
    }
}
