using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>Turns one kind of prediction into another: x0, eps, v = α ε − σ x_0, flow = ε − x_0.</summary>
internal static class Predictions
{
    /// <summary>Divisors are at least this in size.</summary>
    private const double Smallest = 1e-6;

    /// <summary>The names of the kinds.</summary>
    public const string Known = "x0, eps, v or flow";

    /// <summary>The estimate of x_0 that a prediction stands for, in float64; null for an unknown kind.</summary>
    /// <param name="kind">The prediction's kind.</param>
    /// <param name="prediction">[N, C, H, W].</param>
    /// <param name="noised">x_t: [N, C, H, W].</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="schedule">α and σ.</param>
    public static Tensor? Sample(string kind, Tensor prediction, Tensor noised, Tensor t, INoiseSchedule schedule)
    {
        var (alpha, sigma) = Coefficients(t, schedule, noised);
        (prediction, noised) = (prediction.to_type(float64), noised.to_type(float64));
        return kind switch
        {
            "x0" => prediction,
            "eps" => (noised - (sigma * prediction)) / Divisor(alpha),
            "v" => (alpha * noised) - (sigma * prediction),
            "flow" => (noised - (sigma * prediction)) / Divisor(alpha + sigma),
            _ => null,
        };
    }

    /// <summary>The prediction that an estimate of x_0 stands for, in float64; null for an unknown kind.</summary>
    /// <param name="kind">The prediction's kind.</param>
    /// <param name="sample">The estimate of x_0: [N, C, H, W] float64.</param>
    /// <param name="noised">x_t: [N, C, H, W].</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="schedule">α and σ.</param>
    public static Tensor? OfSample(string kind, Tensor sample, Tensor noised, Tensor t, INoiseSchedule schedule)
    {
        var (alpha, sigma) = Coefficients(t, schedule, noised);
        var noise = (noised.to_type(float64) - (alpha * sample)) / Divisor(sigma);
        return kind switch
        {
            "x0" => sample,
            "eps" => noise,
            "v" => (alpha * noise) - (sigma * sample),
            "flow" => noise - sample,
            _ => null,
        };
    }

    private static (Tensor Alpha, Tensor Sigma) Coefficients(Tensor t, INoiseSchedule schedule, Tensor samples)
    {
        long[] shape = [-1, .. Enumerable.Repeat(1L, (int)samples.dim() - 1)];
        t = t.to_type(float64);
        return (schedule.Alpha(t).reshape(shape), schedule.Sigma(t).reshape(shape));
    }

    private static Tensor Divisor(Tensor value) => where(value.abs().lt(Smallest), where(value.lt(0), full_like(value, -Smallest), full_like(value, Smallest)), value);
}
