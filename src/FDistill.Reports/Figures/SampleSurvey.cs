using FDistill.Engine.Checkpoints;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Networks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Reports.Figures;

/// <summary>Lets a run's student make samples, and its teacher, fake score and head look
/// at them, as in an iteration of the training in which nothing is learnt.</summary>
public sealed class SampleSurvey : IDisposable
{
    private readonly DistillationParts parts;
    private readonly TrainingOptions options;
    private readonly DistillationNetworks networks;
    private readonly ScoreEstimator scores;
    private readonly RatioNormalizer ratios;
    private readonly DrawSource draws;

    /// <summary>Makes the networks of a run as they are in a checkpoint.</summary>
    /// <param name="parts">What the distillation is made of; they stay the caller's.</param>
    /// <param name="options">How it was done.</param>
    /// <param name="environment">Where to compute, and the seed of what is drawn.</param>
    /// <param name="collective">What the processes do together.</param>
    /// <param name="files">Reads the checkpoint.</param>
    /// <param name="checkpoint">The checkpoint's folder.</param>
    /// <exception cref="InvalidDataException">It is damaged, or none of these parts'.</exception>
    public SampleSurvey(DistillationParts parts, TrainingOptions options, RunEnvironment environment, ICollective collective, IWeightFiles files, string checkpoint)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(collective);
        this.parts = parts;
        this.options = options;
        networks = new(parts, options, environment, collective.World);
        scores = new(parts.Teacher, networks.FakeScore, networks.Discriminator, options);
        ratios = new(parts.Teacher.Noise, options.Ratio, collective, environment.Device);
        draws = new(parts.Teacher, parts.Dataset, options, environment, collective);
        networks.Take(new WarmStart(checkpoint, files));
        TakeAverages(checkpoint, files);
    }

    /// <summary>Surveys samples, in batches of the training's size.</summary>
    /// <param name="count">How many.</param>
    /// <param name="progress">Receives after each batch how many are done; null for nobody.</param>
    /// <param name="cancel">Asks to stop, between two batches.</param>
    /// <exception cref="InvalidOperationException">The divergence breaks its contract.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IReadOnlyList<SurveyedSample> Of(int count, IProgress<long>? progress, CancellationToken cancel)
    {
        using var ungraded = no_grad();
        var surveyed = new List<SurveyedSample>();
        while (surveyed.Count < count)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            surveyed.AddRange(Batch(draws.Next()).Take(count - surveyed.Count));
            progress?.Report(surveyed.Count);
        }
        return surveyed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        draws.Dispose();
        ratios.Dispose();
        networks.Dispose();
    }

    /// <summary>Stage 1 goes on from the averages that the run had: they stand in for bins with few samples.</summary>
    private void TakeAverages(string checkpoint, IWeightFiles files)
    {
        using var scope = NewDisposeScope();
        using var saved = new CheckpointedWeights(checkpoint, "ratios", files);
        var averages = saved.Entries.ToDictionary(entry => entry.Name, entry => saved.Read(entry.Name));
        SavedTensors.Copy(averages, [KeyValuePair.Create("averages", ratios.Averages)], $"the checkpoint '{checkpoint}', ratios");
    }

    private IEnumerable<SurveyedSample> Batch(Draw draw)
    {
        var noise = parts.Teacher.Noise;
        var x = networks.Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
        var (teacher, fake, logits) = scores.At(noise.Perturb(x, draw.Epsilon, draw.T), draw.T, draw.Condition);
        var ratio = RatioEstimate.Of(logits, options.Ratio);
        var (normalized, averages) = ratios.Normalize(ratio, draw.T);
        ratios.Take(averages);
        var weight = DivergenceWeight.Of(parts.Divergence, normalized);
        DivergenceWeight.Check(parts.Divergence, weight.min().item<float>(), weight.max().item<float>());
        var difference = teacher is null || fake is null ? full_like(draw.T, double.NaN) : ScoreDifference.Norm(teacher, fake, draw.T, noise);
        var columns = new[] { draw.T, ratio.Log, normalized.Log, weight, difference }.Select(column => column.to(ScalarType.Float64).cpu().data<double>().ToArray()).ToArray();
        return Enumerable.Range(0, columns[0].Length).Select(n => new SurveyedSample(columns[0][n], columns[1][n], columns[2][n], columns[3][n], columns[4][n]));
    }
}
