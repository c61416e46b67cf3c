using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Diagnostics;
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
    public void The_students_turns_tell_of_the_runs_health_unless_told_not_to()
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

        var values = new Dictionary<string, double>();
        readings.FetchInto(values);

        Assert.Equal(3, values[Measures.CalibrationBin(0)], 1e-6);
        Assert.Equal(8, values[Measures.CalibrationBin(9)], 1e-6);
        Assert.Equal(2, values.Keys.Count(name => name.StartsWith("calibrationBin", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_head_that_gives_every_sample_one_ratio_has_no_spread()
    {
        using var run = new TwoModes();
        var diagnostics = new StudentDiagnostics(run.Teacher.Noise, new RatioOptions());
        var values = new Dictionary<string, double>();
        var readings = new Readings();
        diagnostics.NoteRatio(readings, Ratios(2, 2, 2), Times(run, 0.1, 0.5, 0.9));
        readings.FetchInto(values);
        Assert.Equal(0, values[Measures.LogRatioSpread], 1e-6);
    }

    [Fact]
    public void The_cosine_is_that_of_the_two_losses_own_gradients()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        Tensor Normal() => randn([3, 1, 2, 2], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var (x, epsilon, teacher, fakeScore, slope) = (Normal().requires_grad_(true), Normal(), Normal(), Normal(), Normal());
        var alpha = tensor(new[] { 0.9, 0.5, 0.1 }, dtype: ScalarType.Float64, device: CPU);
        var weight = tensor(new[] { 1f, 2f, 3f }, device: CPU);
        (Tensor Noised, Tensor Adversarial, Tensor Matching) Losses()
        {
            var noised = alpha.PerSample(x) * x + epsilon;
            return (noised, (noised * slope).sin().sum(), MatchingLoss.Of(x, teacher, fakeScore, weight));
        }

        var (noised, adversarial, matching) = Losses();
        var comparison = new GradientComparison(noised, MatchingLoss.Direction(x, teacher, fakeScore, weight), alpha);
        (0.001 * adversarial + matching).backward();
        var readings = new Readings();
        comparison.Note(readings);
        var values = new Dictionary<string, double>();
        readings.FetchInto(values);

        var again = Losses();
        var a = autograd.grad([again.Adversarial], [x])[0].flatten();
        var b = autograd.grad([again.Matching], [x])[0].flatten();
        Assert.Equal((a.dot(b) / (a.norm() * b.norm())).item<float>(), values[Measures.GradientCosine], 1e-5);
    }

    private static Dictionary<string, double> Scores(Tensor x, Tensor teacher, Tensor fakeScore, double weight)
    {
        using var run = new TwoModes();
        using var scope = NewDisposeScope();
        var readings = new Readings();
        var noised = x.clone().requires_grad_(true) * 1;
        new StudentDiagnostics(run.Teacher.Noise, new RatioOptions { Binning = Binning.Draws })
            .NoteScores(readings, x, noised, teacher, fakeScore, full([2], weight, dtype: ScalarType.Float32, device: CPU), Times(run, 0.05, 0.95));
        var values = new Dictionary<string, double>();
        readings.FetchInto(values);
        return values;
    }

    private static Tensor Samples(float first, float second) => tensor(new[] { first, first, second, second }, [2, 1, 1, 2], dtype: ScalarType.Float32, device: CPU);

    private static Tensor Times(TwoModes run, params double[] quantiles) => run.Teacher.Noise.Quantile(tensor(quantiles, dtype: ScalarType.Float64, device: CPU));

    private static DensityRatio Ratios(params float[] values)
    {
        var ratio = tensor(values, dtype: ScalarType.Float32, device: CPU);
        return new DensityRatio(ratio, ratio.log());
    }
}
