using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Theorem;

/// <summary>Where integrals ∫ g(x) dx ≈ Σ w g(x) are taken: a
/// fine grid on the line, draws of q_t anywhere else.</summary>
/// <param name="X">[N, D] float64.</param>
/// <param name="T">The noise level: [N] float64.</param>
/// <param name="LogWeights">log w: [N] float64.</param>
/// <param name="AreDraws">Whether the sum has a standard error.</param>
internal sealed record PlacesOfIntegration(Tensor X, Tensor T, Tensor LogWeights, bool AreDraws)
{
    /// <summary>How far beyond the outermost modes the line is integrated, in standard deviations.</summary>
    private const double Reach = 10;

    /// <summary>The places for a pair at a noise level, in the caller's dispose scope.</summary>
    /// <param name="pair">Teacher and student.</param>
    /// <param name="t">The noise level.</param>
    /// <param name="options">How many.</param>
    public static PlacesOfIntegration Of(ExactPair pair, double t, TheoremOneOptions options)
    {
        if (pair.Student.Dimension == 1) return OnTheLine(pair, t, options.Places);
        using var generator = new Generator(unchecked((ulong)options.Seed), CPU);
        var times = full([options.Draws], t, dtype: float64, device: CPU);
        var x = pair.Noised(pair.Student.Draw(options.Draws, generator).X, times, generator);
        return new(x, times, -pair.Student.LogMarginal(x, times) - Math.Log(options.Draws), AreDraws: true);
    }

    /// <summary>The trapezoidal rule, whose error falls exponentially with the distance
    /// of the places where densities are smooth and fade at both ends.</summary>
    private static PlacesOfIntegration OnTheLine(ExactPair pair, double t, int count)
    {
        using var level = tensor([t], dtype: float64, device: CPU);
        var (alpha, sigma) = (pair.Teacher.Noise.Alpha(level).item<double>(), pair.Teacher.Noise.Sigma(level).item<double>());
        double End(int sign) => pair.Teacher.Modes.Select(mode => sign * alpha * mode.Centre[0] + Reach * double.Hypot(alpha * mode.Deviation, sigma)).Max() * sign;
        var (from, to) = (End(-1), End(1));
        return new(
            linspace(from, to, count, dtype: float64, device: CPU).unsqueeze(1),
            full([count], t, dtype: float64, device: CPU),
            full([count], Math.Log((to - from) / (count - 1)), dtype: float64, device: CPU),
            AreDraws: false);
    }
}
