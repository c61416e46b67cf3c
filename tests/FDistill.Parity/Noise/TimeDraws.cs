using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>Ways of drawing t, from given random numbers.</summary>
internal static class TimeDraws
{
    /// <summary>ln t is normal between the ends of t's range.</summary>
    /// <param name="uniform">Uniform numbers in [0, 1]: [N].</param>
    /// <param name="mean">Mean of ln t.</param>
    /// <param name="deviation">Standard deviation of ln t.</param>
    /// <param name="range">The schedule whose range of t is taken.</param>
    public static Tensor Lognormal(Tensor uniform, double mean, double deviation, PeerSchedule range)
    {
        double Share(double time)
        {
            using var scope = NewDisposeScope();
            return special.ndtr(tensor((Math.Log(time) - mean) / deviation, dtype: float64, device: CPU)).item<double>();
        }

        var (first, last) = (Share(range.MinTime), Share(range.MaxTime));
        var quantile = special.ndtri(first + (uniform.to_type(float64) * (last - first)));
        return ((quantile * deviation) + mean).exp().clamp(range.MinTime, range.MaxTime);
    }

    /// <summary>A sigmoid of normal numbers, stretched to a range.</summary>
    /// <param name="normal">Standard normal numbers: [N].</param>
    /// <param name="mean">Their mean before the sigmoid.</param>
    /// <param name="deviation">Their standard deviation before the sigmoid.</param>
    /// <param name="smallest">The smallest t.</param>
    /// <param name="largest">The largest t.</param>
    public static Tensor Logitnormal(Tensor normal, double mean, double deviation, double smallest, double largest) =>
        (((normal.to_type(float64) * deviation) + mean).sigmoid() * (largest - smallest)) + smallest;
}
