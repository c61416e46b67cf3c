namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>Bias and standard deviation of what is learned, over a range of noise levels.</summary>
/// <remarks>Scores are compared in units of the noise, σ(ŝ − s), per coordinate: 1 is
/// as wrong as saying nothing of the noise at all. A bias is the root mean square over
/// samples of what the networks' mean is off by, less what their number explains.</remarks>
/// <param name="From">The smallest σ.</param>
/// <param name="To">The largest σ.</param>
/// <param name="Ratio">The head's logit against log r.</param>
/// <param name="MeanRatio">E_q of the head's r, which is 1 for the true one (stage 1 rests on it).</param>
/// <param name="FakeScore">The fake score against s_q.</param>
/// <param name="Teacher">The teacher's denoiser, as a score, against s_p: root mean square.</param>
/// <param name="Difference">s_p − s_q, for comparison: root mean square.</param>
public sealed record EstimatorLevel(double From, double To, Errors Ratio, double MeanRatio, Errors FakeScore, double Teacher, double Difference);

/// <summary>What an estimate is off by.</summary>
/// <param name="Bias">What all networks are off by together.</param>
/// <param name="Deviation">What one of them is off by from their mean.</param>
public sealed record Errors(double Bias, double Deviation)
{
    /// <summary>The errors of several estimates of the same numbers.</summary>
    /// <param name="estimates">Estimate less truth, of each network: the same places.</param>
    internal static Errors Of(IReadOnlyList<double[]> estimates)
    {
        var (networks, places) = (estimates.Count, estimates[0].Length);
        var (squaredMean, variance) = (0.0, 0.0);
        for (var n = 0; n < places; n++)
        {
            var mean = estimates.Average(estimate => estimate[n]);
            squaredMean += mean * mean / places;
            variance += estimates.Sum(estimate => (estimate[n] - mean) * (estimate[n] - mean)) / (networks - 1) / places;
        }

        // The mean of a few networks is itself off by variance/networks.
        return new(Math.Sqrt(Math.Max(0, squaredMean - variance / networks)), Math.Sqrt(variance));
    }
}
