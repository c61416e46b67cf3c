using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Pools whose windows are placed at random, so that an output of any size, or of a share of the input's, comes about.</summary>
internal static class FractionalPooling
{
    public static (Tensor, Tensor) Pool(Tensor input, long[] kernel_size, long[]? output_size, double[]? output_ratio)
    {
        if ((output_size is null) == (output_ratio is null)) throw new ArgumentException("Exactly one of output_size and output_ratio is to be given.");
        var (dimensions, last) = (kernel_size.Length, (int)input.ndim);
        output_size ??= [.. output_ratio!.Select((ratio, i) => (long)(input.size(last - dimensions + i) * ratio))];
        var batch = last == dimensions + 1 ? 1 : input.size(0);
        using var samples = rand(batch, input.size(last - dimensions - 1), dimensions, dtype: input.dtype, device: input.device);
        return dimensions == 2
            ? Aten.fractional_max_pool2d(input, kernel_size, output_size, samples)
            : Aten.fractional_max_pool3d(input, kernel_size, output_size, samples);
    }

    public static Tensor Values((Tensor, Tensor) pooled)
    {
        pooled.Item2.Dispose();
        return pooled.Item1;
    }

    /// <summary>One number for every dimension.</summary>
    public static T[]? Repeat<T>(T? item, int dimensions) where T : struct =>
        item is { } given ? [.. Enumerable.Repeat(given, dimensions)] : null;
}
