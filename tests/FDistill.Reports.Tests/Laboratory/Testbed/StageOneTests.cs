using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Laboratory.Testbed.Estimators;
using FDistill.Reports.Tests.Support;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

/// <summary>Why time bins are of equal time, and why a bin of few samples follows
/// all of them: the bias of the gradient where the exact one is known.</summary>
public sealed class StageOneTests
{
    private const int Batch = 64, Iterations = 600, Seeds = 2;

    private static readonly RatioOptions Unclamped = new() { LogClamp = 80, Lower = 1e-30, Upper = 1e30, Normalize = false };

    [Fact]
    public void In_a_small_batch_the_defaults_bias_the_gradient_least()
    {
        var learned = Enumerable.Range(0, Seeds).Select(Learned).ToList();
        try
        {
            foreach (var divergence in new[] { "js", "forward-kl" })
            {
                double Angle(RatioOptions ratio) => learned.Average(of => AngleOf(of.Draws, Testbeds.Named(divergence).Divergence, ratio));
                var (defaults, alone) = (Angle(new()), Angle(new() { Shrinkage = 0 }));
                var (draws, drawsAlone) = (Angle(new() { Binning = Binning.Draws }), Angle(new() { Binning = Binning.Draws, Shrinkage = 0 }));

                Assert.True(defaults < alone + 0.05, $"{divergence}: {defaults:F2} degrees with shrinkage, {alone:F2} without");
                Assert.True(defaults + 0.2 < draws, $"{divergence}: {defaults:F2} degrees with bins of time, {draws:F2} with bins of draws");
                Assert.True(draws + 0.5 < drawsAlone, $"{divergence}: {draws:F2} degrees of bins of draws with shrinkage, {drawsAlone:F2} without");
            }
        }
        finally
        {
            foreach (var (draws, teacher) in learned)
            {
                draws.Dispose();
                teacher.Dispose();
            }
        }
    }

    /// <summary>Degrees between the mean gradient, with the ratio of a trained head, and Theorem 1's.</summary>
    private static double AngleOf(GradientDraws draws, IDivergence divergence, RatioOptions ratio) =>
        GradientQuality.Of(draws.WithLearnedRatio(divergence, ratio), GradientQuality.Mean(draws.Estimates(divergence, Unclamped, stageTwo: false))).Angle;

    private static (GradientDraws Draws, IDisposable Teacher) Learned(int seed)
    {
        var options = new EstimatorOptions { Batches = 300, Networks = 2, Turns = Iterations, Seed = seed };
        var parts = Testbeds.Parts(2, seed);
        var pair = new ExactPair(parts.Teacher, Students.BesideEveryMode(parts.Teacher));
        using var networks = new FakeScoreAndHead(parts, pair, options.Training, seed);
        for (var iteration = 0; iteration < Iterations; iteration++) networks.Learn();

        options.Batch = Batch;
        return (new GradientDraws(pair, networks, options), parts.Teacher);
    }
}
