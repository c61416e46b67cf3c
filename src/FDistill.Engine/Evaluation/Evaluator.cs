using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>Measures samples, all of them against the same references.</summary>
public sealed class Evaluator : IDisposable
{
    private readonly EvaluationParts parts;
    private readonly EvaluationOptions options;
    private readonly IProgress<EvaluationProgress>? progress;
    private readonly EvaluationReferences references;

    /// <summary>Prepares an evaluation; nothing is computed yet.</summary>
    /// <param name="parts">What measures.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how it comes along.</param>
    /// <exception cref="InvalidOperationException">The extractor holds no trained weights.</exception>
    /// <exception cref="InvalidDataException">The file of reference statistics is damaged.</exception>
    public Evaluator(EvaluationParts parts, EvaluationOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Extractor is ITrainableClassifier { IsTrained: false })
            throw new InvalidOperationException("evaluation.extractor holds no trained weights: nothing can be measured on it");
        (this.parts, this.options, this.progress) = (parts, options, progress);
        references = new EvaluationReferences(parts, options, progress);
    }

    /// <summary>Measures samples.</summary>
    /// <param name="name">What to call them.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancel">Ends the evaluation early.</param>
    /// <returns>The metrics' values, and, where the samples are made on the way, the milliseconds that one takes.</returns>
    /// <exception cref="InvalidDataException">Something cannot be measured; the message says what, and what to change in the run file.</exception>
    public async Task<EvaluationRow> EvaluateAsync(string name, ISampleSource samples, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var features = Extract(name, samples, cancel);
        using var context = new EvaluationContext(samples, features, parts, references, options, cancel);

        var values = new Dictionary<string, double>();
        for (var number = 0; number < parts.Metrics.Count; number++)
        {
            progress?.Report(new EvaluationProgress(name, samples.Count, samples.Count, number + 1));
            foreach (var (value, measured) in (await MeasureAsync(parts.Metrics[number], context, cancel)).Values)
            {
                if (!double.IsFinite(measured)) throw new InvalidDataException($"{parts.Metrics[number].GetType().Name} found {measured} for '{value}', which is no measure.");
                if (!values.TryAdd(value, measured)) throw new InvalidDataException($"Two of evaluation.metrics measure '{value}': leave one of them out.");
            }
        }
        if (samples.MillisecondsPerImage is { } milliseconds) values[EvaluationRow.MillisecondsPerImage] = milliseconds;
        return new EvaluationRow(name, values);
    }

    /// <inheritdoc/>
    public void Dispose() => references.Dispose();

    private FeatureSet? Extract(string name, ISampleSource samples, CancellationToken cancel)
    {
        if (parts.Extractor is not { } extractor) return null;
        using var images = samples.Open();
        return new FeaturePass(extractor, done => progress?.Report(new EvaluationProgress(name, done, samples.Count)), cancel).Collect(images, samples.Count);
    }

    /// <summary>By its contract a metric says so by this exception when it lacks something that the user can add.</summary>
    private static async Task<MetricResult> MeasureAsync(IMetric metric, MetricContext context, CancellationToken cancel)
    {
        try
        {
            return await metric.MeasureAsync(context, cancel);
        }
        catch (InvalidOperationException lack)
        {
            throw new InvalidDataException($"{metric.GetType().Name} cannot measure these samples: {lack.Message}.", lack);
        }
    }
}
