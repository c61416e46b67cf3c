using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Diagnostics;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training.Diagnostics;

public sealed class StudentDiagnosticsTests
{
    [Fact]
    public void Diagnostics_change_no_bit_of_a_run()
    {
        float[] Weights(bool diagnostics)
        {
            using var run = new TwoModes(training => (training.Diagnostics, training.StudentEvery, training.AdversarialWeight) = (diagnostics, 2, 0.5));
            run.Iterate(12);
            return run.Weights();
        }

        Assert.Equal(Weights(diagnostics: false), Weights(diagnostics: true));
    }

    [Fact]
    public void The_students_iterations_tell_of_the_runs_health_unless_told_not_to()
    {
        string[] told = [Measures.LogRatioSpread, Measures.ScoreDifference, Measures.FakeScoreError, Measures.GradientCosine];
        using var watched = new TwoModes(training => training.StudentEvery = 1);
        using var unwatched = new TwoModes(training => (training.StudentEvery, training.Diagnostics) = (1, false));

        Assert.All(told, measure => Assert.Contains(measure, watched.Iterate(1)[0].Values));
        Assert.All(told, measure => Assert.DoesNotContain(measure, unwatched.Iterate(1)[0].Values));
    }

    [Fact]
    public void Without_an_adversarial_term_there_is_no_gradient_to_compare()
    {
        using var run = new TwoModes(training => (training.StudentEvery, training.AdversarialWeight) = (1, 0));

        var values = run.Iterate(1)[0].Values;

        Assert.Contains(Measures.FakeScoreError, values);
        Assert.DoesNotContain(Measures.GradientCosine, values);
    }

    [Fact]
    public void A_fake_score_with_half_the_teachers_error_has_a_quarter_of_its_squared_error()
    {
        var (x, teacher, fakeScore) = (Samples(0, 0), Samples(2, 4), Samples(1, 2));

        var values = Scores(x, teacher, fakeScore, weight: 1);

        Assert.Equal(0.25, values[Measures.FakeScoreError], 1e-6);
        Assert.Equal(1.5, values[Measures.ScoreDifference], 1e-6);
    }

    [Fact]
    public void The_losses_of_the_noise_levels_make_the_loss_of_the_batch()
    {
        var (x, teacher, fakeScore) = (Samples(0, 0), Samples(2, 4), Samples(1, -1));
        using var weight = full([2], 3, dtype: ScalarType.Float32, device: CPU);
        using var loss = MatchingLoss.Of(x, teacher, fakeScore, weight);

        var values = Scores(x, teacher, fakeScore, weight: 3);

        var bins = values.Where(pair => pair.Key.StartsWith("matchingLossBin", StringComparison.Ordinal)).Select(pair => pair.Value).ToList();
        Assert.Equal(2, bins.Count);
        Assert.Equal(loss.item<float>(), bins.Average(), 1e-6);
    }

    [Fact]
    public void Calibration_is_the_mean_ratio_of_every_noise_level_over_all_batches()
    {
        using var run = new TwoModes();
        var diagnostics = new StudentDiagnostics(run.Teacher.Noise, new RatioOptions { Binning = Binning.Draws });
        var readings = new Readings();
        diagnostics.NoteRatio(readings, Ratios(1, 3, 8), Times(run, 0.05, 0.05, 0.95));
        diagnostics.NoteRatio(readings, Ratios(5), Times(run, 0.05));

        var values = readings.Fetch();

        Assert.Equal(3, values[Measures.CalibrationBin(0)], 1e-6);
        Assert.Equal(8, values[Measures.CalibrationBin(9)], 1e-6);
        Assert.Equal(2, values.Keys.Count(name => name.StartsWith("calibrationBin", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_head_that_gives_every_sample_one_ratio_has_no_spread()
    {
        using var run = new TwoModes();
        var diagnostics = new StudentDiagnostics(run.Teacher.Noise, new RatioOptions());
        var readings = new Readings();
        diagnostics.NoteRatio(readings, Ratios(2, 2, 2), Times(run, 0.1, 0.5, 0.9));
        Assert.Equal(0, readings.Fetch()[Measures.LogRatioSpread], 1e-6);
    }

    [Fact]
    public void The_cosine_is_that_of_the_two_losses_own_gradients_over_all_batches()
    {
        using var scope = NewDisposeScope();
        using var run = new TwoModes();
        using var generator = new Generator(4, CPU);
        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: generator);
        var (x, epsilon, teacher, fakeScore, slope) = (Normal(4, 1, 2, 2).requires_grad_(true), Normal(4, 1, 2, 2), Normal(4, 1, 2, 2), Normal(4, 1, 2, 2), Normal(4, 1, 2, 2));
        var alpha = tensor(new[] { 0.9, 0.5, 0.1, 0.3 }, dtype: ScalarType.Float64, device: CPU);
        var weight = tensor(new[] { 1f, 2f, 3f, 0.5f }, device: CPU);
        var adversarial = autograd.grad([((alpha.PerSample(x) * x + epsilon) * slope).sin().sum()], [x])[0];
        var matching = autograd.grad([MatchingLoss.Of(x, teacher, fakeScore, weight)], [x])[0];
        var t = Times(run, 0.1, 0.3, 0.6, 0.9);

        var readings = new Readings();
        var halves = new[] { 0, 2 }.Select(start => new Observation(
            SomeDraw(x.narrow(0, start, 2), t.narrow(0, start, 2)), x.narrow(0, start, 2), adversarial.narrow(0, start, 2), teacher.narrow(0, start, 2), fakeScore.narrow(0, start, 2), weight.narrow(0, start, 2)));
        new StudentDiagnostics(run.Teacher.Noise, new RatioOptions()).NoteScores(readings, [.. halves], weight.chunk(2));

        var (a, b) = (adversarial.flatten(), matching.flatten());
        Assert.Equal((a.dot(b) / (a.norm() * b.norm())).item<float>(), readings.Fetch()[Measures.GradientCosine], 1e-5);
    }

    private static Dictionary<string, double> Scores(Tensor x, Tensor teacher, Tensor fakeScore, double weight)
    {
        using var run = new TwoModes();
        using var scope = NewDisposeScope();
        var readings = new Readings();
        var h = full([2], weight, dtype: ScalarType.Float32, device: CPU);
        new StudentDiagnostics(run.Teacher.Noise, new RatioOptions { Binning = Binning.Draws })
            .NoteScores(readings, [new Observation(SomeDraw(x, Times(run, 0.05, 0.95)), x, null, teacher, fakeScore, h)], [h]);
        return readings.Fetch();
    }

    private static Draw SomeDraw(Tensor x, Tensor t) => new()
    {
        Real = x, Condition = null, StudentInput = x, StudentT = t, T = t, Epsilon = x, RealT = t, RealEpsilon = x,
    };

    private static Tensor Samples(float first, float second) => tensor(new[] { first, first, second, second }, [2, 1, 1, 2], dtype: ScalarType.Float32, device: CPU);

    private static Tensor Times(TwoModes run, params double[] quantiles) => run.Teacher.Noise.Quantile(tensor(quantiles, dtype: ScalarType.Float64, device: CPU));

    private static DensityRatio Ratios(params float[] values)
    {
        var ratio = tensor(values, dtype: ScalarType.Float32, device: CPU);
        return new DensityRatio(ratio, ratio.log());
    }
}
