using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.GaussianMixture;
using FDistill.Reports.Figures;
using FDistill.Runs;
using FDistill.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests.Figures;

/// <summary>A survey of samples where all is known: the teacher is N(0, s²),
/// the student N(m, d²), and so is all that the fake score knows.</summary>
public sealed class SampleSurveyTests : IDisposable
{
    private const double SigmaMax = 8, Mean = 0.5, Deviation = 0.5;

    /// <summary>The affine map whose samples are N(m, d²) is the denoiser of N(m', s²).</summary>
    private const double Variance = Deviation * SigmaMax * SigmaMax / (SigmaMax - Deviation), Centre = Mean / (1 - Deviation / SigmaMax);

    private readonly TemporaryFolder folder = new();
    private readonly RunEnvironment environment = new(CPU, Precision.Fp32, 1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_score_difference_of_two_Gaussians_of_one_variance_is_the_distance_of_their_means_over_the_variance() =>
        Assert.All(Survey(), sample => Assert.Equal(Centre / (Variance + sample.T * sample.T), sample.ScoreDifference, 1e-4 * sample.ScoreDifference + 1e-5 / (sample.T * sample.T)));

    [Fact]
    public void With_an_exact_head_the_ratio_is_one_on_average() =>
        // Below, the teacher is so much wider than the student that the mean of a few thousand ratios tells nothing.
        Assert.Equal(1, Survey(4096).Where(sample => sample.T > 1).Average(sample => Math.Exp(sample.LogRatio)), tolerance: 0.05);

    [Fact]
    public void H_is_that_of_the_ratio_after_stage_1()
    {
        Assert.All(Survey(), sample => Assert.Equal(1 / (1 + Math.Exp(-sample.NormalizedLogRatio)), sample.Weight, tolerance: 1e-5));
        Assert.All(Survey(), sample => Assert.Equal(sample.LogRatio, sample.NormalizedLogRatio, tolerance: 1e-6));
        Assert.Contains(Survey(training: options => options.Ratio.Normalize = true), sample => Math.Abs(sample.LogRatio - sample.NormalizedLogRatio) > 1e-3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_samples_and_another_others()
    {
        Assert.Equal(Survey(100), Survey(100));
        Assert.NotEqual(Survey(100)[0], Survey(100, seed: 2)[0]);
        Assert.Equal(100, Survey(100).Count);
    }

    [Fact]
    public void A_run_that_matches_no_scores_has_ratios_and_no_score_difference() =>
        Assert.All(Survey(64, options => options.MatchingWeight = 0), sample => Assert.True(double.IsNaN(sample.ScoreDifference) && double.IsFinite(sample.Weight)));

    [Fact]
    public void A_survey_of_samples_stops_when_asked_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Survey(64, cancel: stop.Token));
    }

    private IReadOnlyList<SurveyedSample> Survey(int count = 256, Action<TrainingOptions>? training = null, long seed = 1, CancellationToken? cancel = null)
    {
        var files = new SafetensorsFiles();
        var options = new TrainingOptions { Iterations = 10, Batch = 64, GradientPenalty = { Gamma = 0 }, Ratio = { Normalize = false, Lower = 1e-4, Upper = 1e4 } };
        training?.Invoke(options);
        using var teacher = new GaussianMixtureTeacher(
            new()
            {
                Dimension = 1, Components = [new() { Mean = [0], Variance = Variance }], SigmaMin = 0.05, SigmaMax = SigmaMax,
                Student = StudentKind.Affine, Affine = new() { Mean = [Mean], Deviation = Deviation },
            },
            environment,
            files);
        var head = new ExactRatioHead(teacher) { Student = new([new(1, [Mean], Deviation * Deviation)]) };
        var dataset = new GaussianMixtureDataset(new() { Dimension = 1, Components = [new() { Mean = [0], Variance = Variance }] });
        var parts = new DistillationParts(teacher, new JensenShannon(), head, dataset);
        var checkpoints = new CheckpointFolder(folder.File(Path.GetRandomFileName()), files, NullLogger<CheckpointFolder>.Instance);
        using (var distiller = new Distiller(parts, options, environment, new SingleProcess(), files))
        using (NewDisposeScope()) checkpoints.Write(0, distiller.Save());
        using var survey = new SampleSurvey(parts, options, environment with { Seed = seed }, new SingleProcess(), files, checkpoints.All()[0]);
        return survey.Of(count, progress: null, cancel ?? TestContext.Current.CancellationToken);
    }
}
