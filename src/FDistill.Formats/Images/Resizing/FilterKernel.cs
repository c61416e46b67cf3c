using FDistill.Images;

namespace FDistill.Formats.Images.Resizing;

/// <summary>The filters' curves.</summary>
internal static class FilterKernel
{
    private const double CubicParameter = -0.5;

    /// <summary>How far a filter reaches to either side.</summary>
    public static double Reach(ResizeFilter filter) => filter switch
    {
        ResizeFilter.Box => 0.5,
        ResizeFilter.Bilinear or ResizeFilter.Hamming => 1,
        ResizeFilter.Bicubic => 2,
        ResizeFilter.Lanczos => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "there is no such filter"),
    };

    /// <summary>A filter's value at a distance from its centre.</summary>
    public static double Value(ResizeFilter filter, double x) => filter switch
    {
        ResizeFilter.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
        ResizeFilter.Bilinear => Math.Max(1 - Math.Abs(x), 0),
        ResizeFilter.Hamming => Math.Abs(x) < 1 ? Sinc(x) * (0.54 + 0.46 * Math.Cos(Math.PI * x)) : 0,
        ResizeFilter.Bicubic => Cubic(Math.Abs(x)),
        ResizeFilter.Lanczos => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "there is no such filter"),
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);

    private static double Cubic(double x)
    {
        const double a = CubicParameter;
        if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
