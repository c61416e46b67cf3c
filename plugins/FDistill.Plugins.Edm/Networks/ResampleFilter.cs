using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Halves or doubles a resolution with a separable low-pass filter.</summary>
/// <param name="taps">The filter in one dimension: [1, 1] in DDPM++ and ADM, [1, 3, 3, 1] in NCSN++.</param>
public sealed class ResampleFilter(IReadOnlyList<double> taps)
{
    private static readonly long[] Two = [2, 2];

    /// <summary>How many cells the filter reaches beyond the two that become one.</summary>
    internal long Padding => (taps.Count - 1) / 2;

    /// <summary>Whether the filter is [1, 1]: doubling repeats each cell, halving averages four.</summary>
    public bool IsBox => taps.Count == 2 && taps[0] == taps[1];

    /// <summary>The filter in two dimensions, of sum 1: [1, 1, taps, taps].</summary>
    /// <param name="place">Where the tensor lives.</param>
    public Tensor Kernel(NetworkPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        using var scope = NewDisposeScope();
        var line = tensor(taps.ToArray(), dtype: float64, device: place.Device);
        var kernel = outer(line, line) / line.sum().square();
        return kernel.reshape(1, 1, taps.Count, taps.Count).to(place.Type).MoveToOuterDisposeScope();
    }

    /// <summary>Doubles the resolution.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">What <see cref="Kernel"/> made.</param>
    /// <returns>[N, C, 2H, 2W].</returns>
    public Tensor Up(Tensor input, Tensor kernel) => Up(input, kernel, Padding);

    /// <summary>Halves the resolution.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">What <see cref="Kernel"/> made.</param>
    /// <returns>[N, C, H/2, W/2].</returns>
    public Tensor Down(Tensor input, Tensor kernel) => Down(input, kernel, Padding);

    /// <summary>Doubles the resolution, and leaves a border to a convolution that follows.</summary>
    internal Tensor Up(Tensor input, Tensor kernel, long padding)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(kernel);
        if (IsBox) return nn.functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
        var channels = input.shape[1];
        using var perChannel = kernel.to_type(Computed(input)).mul(4).repeat(channels, 1, 1, 1);
        return nn.functional.conv_transpose2d(input.to_type(perChannel.dtype), perChannel, strides: Two, padding: [padding, padding], groups: channels).to_type(input.dtype);
    }

    /// <summary>Halves the resolution of what has the border already.</summary>
    internal Tensor Down(Tensor input, Tensor kernel, long padding)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(kernel);
        if (IsBox) return nn.functional.avg_pool2d(input, kernel_size: 2L);
        var channels = input.shape[1];
        using var perChannel = kernel.repeat(channels, 1, 1, 1);
        return nn.functional.conv2d(input, perChannel, strides: Two, padding: [padding, padding], groups: channels);
    }

    /// <summary>What to compute in: on the CPU, libtorch's transposed convolution is right in float32 only.</summary>
    private static ScalarType Computed(Tensor input) => input.device_type == TorchSharp.DeviceType.CPU ? ScalarType.Float32 : input.dtype;
}
