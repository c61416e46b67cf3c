using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution's transpose: the size of its result is a choice among the sizes that the convolution maps to the input's.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
        Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed,
               output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros)
            throw new ArgumentException("A transposed convolution pads with zeros only.", nameof(padding_mode));
    }

    public override Tensor forward(Tensor input) => forward(input, null);

    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>The output padding that yields a wanted size; the configured one where no size is given.</summary>
    protected long[] _output_padding(
        Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null) return output_padding;
        var spatial = (int)num_spatial_dims;
        var wanted = output_size.TakeLast(spatial).ToArray();
        var given = input.shape.TakeLast(spatial).ToArray();
        var result = new long[spatial];
        for (var i = 0; i < spatial; i++)
        {
            var least = (given[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel_size[i] - 1) + 1;
            result[i] = wanted[i] - least;
            if (result[i] < 0 || result[i] >= stride[i])
                throw new ArgumentException($"The size {wanted[i]} lies outside {least} … {least + stride[i] - 1}.", nameof(output_size));
        }
        return result;
    }
}
