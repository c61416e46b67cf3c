using FDistill.Engine.Objective;
using FDistill.Plugins.GaussianMixture;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Laboratory.Testbed.Estimators;
using FDistill.Reports.Tests.Support;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

public sealed class EstimatorStudyTests
{
    private static EstimatorOptions Small(int turns) => new() { Networks = 2, Turns = turns, Batch = 128, Levels = 3, Samples = 256, Batches = 20, LearningRate = 3e-2 };

    [Fact]
    public void Learning_takes_the_bias_of_ratio_and_fake_score_away()
    {
        // A student that is one Gaussian, and a fake score that can be exactly what such a student needs.
        TestbedParts Parts(long seed) => Testbeds.Parts(1, seed) with
        {
            Teacher = Testbeds.Teacher(1, seed, model => (model.Components, model.Student, model.Affine, model.SigmaMax) = ([new() { Mean = [1], Variance = 0.25 }], StudentKind.Affine, new() { Deviation = 0.1 }, 8)),
        };
        var (early, late) = (Measure(Parts, turns: 5), Measure(Parts, turns: 250));

        Assert.Equal(3, late.Levels.Count);
        Assert.True(Mean(late, level => level.Ratio.Bias) < 0.5 * Mean(early, level => level.Ratio.Bias), $"ratio: {string.Join(" ", early.Levels)} {string.Join(" ", late.Levels)}");
        Assert.True(Mean(late, level => level.FakeScore.Bias) < 0.2 * Mean(early, level => level.FakeScore.Bias), $"fake score: {string.Join(" ", early.Levels)} {string.Join(" ", late.Levels)}");
        Assert.Equal(late.Levels[0].To, late.Levels[1].From, 1e-9);
        Assert.All(late.Levels, level => Assert.True(level.Teacher < 1e-3, "the teacher's denoiser is exact"));

        static double Mean(EstimatorReport report, Func<EstimatorLevel, double> value) => report.Levels.Average(value);
    }

    [Fact]
    public void Reverse_kl_weighs_all_alike_so_that_no_ratio_can_spoil_it()
    {
        var row = Assert.Single(Measure(turns: 5, "reverse-kl").Gradients);

        foreach (var quality in new[] { row.Clamped, row.StageOne, row.StageTwo, row.BothStages, row.LearnedRatio })
            Assert.Equal((0, row.Exact.Variance), (quality.Angle, quality.Variance), Near);
        Assert.True(row.LearnedScore.Angle > 1, "an untrained fake score does");
    }

    [Fact]
    public void Stages_change_little_of_the_direction_and_stage_two_nothing_of_a_single_batch()
    {
        var rows = Measure(turns: 5, "js", "forward-kl").Gradients;

        foreach (var row in rows)
        {
            Assert.Equal(0, row.Exact.Angle, 1e-5);
            Assert.InRange(row.StageTwo.Angle, 0, 2);
            Assert.True(row.StageOne.Angle > row.Clamped.Angle, "stage 1 divides the ratios of 13 samples by their own mean");
            Assert.True(row.LearnedScore.Angle > row.BothStages.Angle + 1);
        }
    }

    [Fact]
    public void A_wrong_teacher_shows()
    {
        var wrong = Measure(parts: seed =>
        {
            var parts = Testbeds.Parts(2, seed);
            return parts with { Teacher = new MisledTeacher(parts.Teacher, score => score * 1.2) };
        });

        Assert.All(wrong.Levels, level => Assert.True(level.Teacher > 0.05, $"{level}"));
    }

    [Fact]
    public void Errors_of_estimates_are_split_into_what_they_share_and_what_they_do_not()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3, CPU);
        List<double[]> estimates = [.. Enumerable.Range(0, 4).Select(_ => (randn([20_000], dtype: float64, device: CPU, generator: random) * 0.5 + 0.3).data<double>().ToArray())];

        var errors = Errors.Of(estimates);

        Assert.Equal(0.3, errors.Bias, 0.01);
        Assert.Equal(0.5, errors.Deviation, 0.01);
    }

    [Fact]
    public void A_gradients_quality_does_not_ask_for_its_length()
    {
        List<double[]> estimates = [[2, 0], [4, 0], [3, 1], [3, -1]];

        Assert.Equal((0, 4.0 / 3 / 9), Pair(GradientQuality.Of(estimates, [0.1, 0])), Near);
        Assert.Equal((90, 4.0 / 3 / 9), Pair(GradientQuality.Of(estimates, [0, 7])), Near);

        static (double, double) Pair(GradientQuality quality) => (quality.Angle, quality.Variance);
    }

    [Fact]
    public void The_gradient_is_that_of_the_matching_loss()
    {
        // One batch of one component: autograd through MatchingLoss and x = μ + s ε₀ against Σ h J.
        using var scope = NewDisposeScope();
        using var teacher = Testbeds.Teacher(2);
        var parts = Testbeds.Parts(2, seed: 0);
        var options = new EstimatorOptions { Batches = 2, Batch = 64, Networks = 2, Turns = 1 };
        var pair = new ExactPair(teacher, Students.OnEveryMode(teacher));
        using var fakeScoreAndHead = new FakeScoreAndHead(parts, pair, options.Training, 0);
        using var draws = new GradientDraws(pair, fakeScoreAndHead, options);
        Tensor? seen = null;
        var spy = new NamedDivergence("spy", new FixedWeight(ratio =>
        {
            seen ??= ratio.Log.clone().MoveToOuterDisposeScope().DetachFromDisposeScope();
            return ratio.Log.sigmoid();
        }));

        var found = draws.Estimates(spy.Divergence, new RatioOptions { Normalize = false }, stageTwo: false)[0];

        using var random = new Generator((ulong)options.Seed + 200, CPU);
        var drawn = pair.Student.Draw(128, random);
        var t = teacher.Noise.Quantile(rand([128], dtype: float64, device: CPU, generator: random));
        var noised = pair.Noised(drawn.X, t, random);
        var (means, logs) = (zeros([3, 2], dtype: float64, device: CPU).requires_grad_(true), zeros([3], dtype: float64, device: CPU).requires_grad_(true));
        var x = drawn.X.detach() + means.index_select(0, drawn.Which) + (logs.exp().index_select(0, drawn.Which).unsqueeze(1) - 1) * pair.Student.Deviations.index_select(0, drawn.Which).unsqueeze(1) * drawn.Epsilon;
        Tensor First(Tensor all) => pair.Shaped(all.narrow(0, 0, 64));
        MatchingLoss.Of(First(x), First(pair.Denoised(noised, t, pair.TeacherScore(noised, t))), First(pair.Denoised(noised, t, pair.Student.Score(noised, t))), seen!.to_type(float64).sigmoid()).backward();
        var expected = cat([means.grad!, logs.grad!.unsqueeze(1)], dim: 1).flatten().data<double>().ToArray();
        Assert.Equal(expected, found, EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-6, _ => 0));
        Assert.True(expected.Max(Math.Abs) > 1e-3);
        seen.Dispose();
    }

    private static EstimatorReport Measure(int turns = 2, params string[] divergences) => Measure(seed => Testbeds.Parts(2, seed), turns, divergences);

    private static EstimatorReport Measure(Func<long, TestbedParts> parts, int turns = 2, params string[] divergences)
    {
        var made = new Dictionary<long, TestbedParts>();
        try
        {
            return new EstimatorStudy(seed => made.TryGetValue(seed, out var known) ? known : made[seed] = parts(seed), Small(turns)).Measure([.. divergences.Select(Testbeds.Named)], cancel: TestContext.Current.CancellationToken);
        }
        finally
        {
            foreach (var part in made.Values) part.Teacher.Dispose();
        }
    }

    private static readonly IEqualityComparer<(double, double)> Near = EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-2 && Math.Abs(a.Item2 - b.Item2) < 1e-3 * Math.Max(1, Math.Abs(a.Item2)), _ => 0);
}
