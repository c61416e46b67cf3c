using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>
/// The memory layout in which the channels of a cell lie together.
/// Shapes stay [N, C, H, W]; convolutions, pooling and nearest-neighbour
/// resampling see the layout by the strides, keep it, and are faster in it on the CPU.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>A tensor in this layout; the same tensor where it is already.</summary>
    /// <param name="input">[N, C, H, W].</param>
    public static Tensor Of(Tensor input) => input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>The cells as rows, without copying where the layout is this one.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, H·W, C].</returns>
    public static Tensor Rows(Tensor input) => input.permute(0, 2, 3, 1).reshape(input.shape[0], -1, input.shape[1]);

    /// <summary>Rows back to a map in this layout.</summary>
    /// <param name="rows">[N, H·W, C].</param>
    /// <param name="height">H.</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor Map(Tensor rows, long height) => rows.reshape(rows.shape[0], height, -1, rows.shape[2]).permute(0, 3, 1, 2);
}
