using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Loop;
using FDistill.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>Many batches of one student, looked at by exact and by learned
/// eyes: the gradient that each divergence makes of them.</summary>
/// <remarks>The matching loss's gradient is linear in h: Σ h_n J_n, where J_n is what sample
/// n of its batch would count at h = 1 (Eq. 4; <see cref="MatchingLoss"/>).</remarks>
internal sealed class GradientDraws : IDisposable
{
    private readonly ExactPair pair;
    private readonly EstimatorOptions options;
    private readonly DisposeScope scope;
    private readonly Tensor t, logRatio, learnedLogRatio, pulls, learnedPulls;

    /// <summary>Draws.</summary>
    /// <param name="pair">Teacher and student.</param>
    /// <param name="fakeScoreAndHead">A trained fake score and head.</param>
    /// <param name="options">How many batches, and how large.</param>
    public GradientDraws(ExactPair pair, FakeScoreAndHead fakeScoreAndHead, EstimatorOptions options)
    {
        (this.pair, this.options) = (pair, options);
        scope = NewDisposeScope();
        using var random = new Generator(unchecked((ulong)options.Seed + 200), CPU);
        var count = (long)options.Batches * options.Batch;
        var drawn = pair.Student.Draw(count, random);
        t = pair.Teacher.Noise.Quantile(random.Uniform([count], CPU, float64));
        var noised = pair.Noised(drawn.X, t, random);
        logRatio = pair.LogRatio(noised, t);
        learnedLogRatio = fakeScoreAndHead.LogRatio(noised, t);
        var teacher = pair.Denoised(noised, t, pair.TeacherScore(noised, t));
        pulls = Pulls(drawn, teacher, pair.Denoised(noised, t, pair.Student.Score(noised, t)));
        learnedPulls = Pulls(drawn, teacher, fakeScoreAndHead.Denoised(noised, t));
    }

    /// <summary>What becomes of a divergence's gradient.</summary>
    public GradientRow Row(NamedDivergence divergence)
    {
        var unclamped = new RatioOptions { LogClamp = 80, Lower = 1e-30, Upper = 1e30, Normalize = false };
        var (oneStage, noStage) = (new RatioOptions(), new RatioOptions { Normalize = false });
        var theorem = Estimates(divergence.Divergence, unclamped, stageTwo: false);
        var exact = GradientQuality.Mean(theorem);
        GradientQuality Of(Tensor log, Tensor pulls, RatioOptions ratio, bool stageTwo) => GradientQuality.Of(Estimates(divergence.Divergence, log, pulls, ratio, stageTwo), exact);
        return new(
            divergence.Name, GradientQuality.Of(theorem, exact),
            Of(logRatio, pulls, noStage, stageTwo: false), Of(logRatio, pulls, oneStage, stageTwo: false),
            Of(logRatio, pulls, noStage, stageTwo: true), Of(logRatio, pulls, oneStage, stageTwo: true),
            Of(learnedLogRatio, pulls, oneStage, stageTwo: true), Of(logRatio, learnedPulls, oneStage, stageTwo: true), Of(learnedLogRatio, learnedPulls, oneStage, stageTwo: true));
    }

    /// <inheritdoc/>
    public void Dispose() => scope.Dispose();

    /// <summary>Σ h_n J_n of each batch, all exact.</summary>
    internal List<double[]> Estimates(IDivergence divergence, RatioOptions ratio, bool stageTwo) => Estimates(divergence, logRatio, pulls, ratio, stageTwo);

    /// <summary>Σ h_n J_n of each batch, with the head's ratio, exact scores, and stage 2.</summary>
    internal List<double[]> WithLearnedRatio(IDivergence divergence, RatioOptions ratio) => Estimates(divergence, learnedLogRatio, pulls, ratio, stageTwo: true);

    private List<double[]> Estimates(IDivergence divergence, Tensor log, Tensor pulls, RatioOptions ratio, bool stageTwo)
    {
        var collective = new SingleProcess();
        using var normalizer = new RatioNormalizer(pair.Teacher.Noise, ratio, collective, CPU);
        var estimates = new List<double[]>();
        for (var batch = 0; batch < options.Batches; batch++)
        {
            using var batchScope = NewDisposeScope();
            var (start, count) = ((long)batch * options.Batch, options.Batch);
            var clamped = RatioEstimate.Of(log.narrow(0, start, count).unsqueeze(1), ratio);
            var (normalized, averages) = normalizer.Normalize(clamped, t.narrow(0, start, count));
            normalizer.Take(averages);
            var h = DivergenceWeight.Of(divergence, normalized);
            if (stageTwo) h = WeightNormalizer.Normalize(h, WeightNormalizer.Mean(h, collective));
            estimates.Add(h.to_type(float64).unsqueeze(0).matmul(pulls.narrow(0, start, count)).data<double>().ToArray());
        }

        return estimates;
    }

    /// <summary>J: what each sample counts in the gradient by μ and log s, [N, K (D + 1)].</summary>
    private Tensor Pulls(MixtureSamples drawn, Tensor teacher, Tensor fakeScore)
    {
        using var inner = NewDisposeScope();
        Tensor AsImages(Tensor points) => points.unsqueeze(2).unsqueeze(3);
        var one = ones([drawn.X.shape[0]], dtype: float64, device: CPU);
        var direction = MatchingLoss.Direction(AsImages(drawn.X), AsImages(teacher), AsImages(fakeScore), one).flatten(1);
        var pull = direction / (double)(options.Batch * pair.Student.Dimension);
        var byWidth = (pull * drawn.Epsilon).sum(1, keepdim: true) * pair.Student.Deviations.index_select(0, drawn.Which).unsqueeze(1);
        var member = drawn.Which.unsqueeze(1).eq(arange(0, pair.Student.Components, dtype: ScalarType.Int64, device: CPU)).to_type(float64);
        return (member.unsqueeze(2) * cat([pull, byWidth], dim: 1).unsqueeze(1)).flatten(1).MoveToOuterDisposeScope();
    }
}
