using FDistill.Engine.Contracts;
using FDistill.Metrics;
using FDistill.Plugins;

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
    /// <param name="progress">Receives the progress.</param>
    /// <exception cref="InvalidOperationException">The extractor holds no trained weights.</exception>
    /// <exception cref="InvalidDataException">The file of reference statistics is damaged.</exception>
    public Evaluator(EvaluationParts parts, EvaluationOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (OptionalContract.Of<ITrainableClassifier>(parts.Extractor) is { IsTrained: false })
            throw new InvalidOperationException("evaluation.extractor holds no trained weights: nothing can be measured on it");
        (this.parts, this.options, this.progress) = (parts, options, progress);
        references = new EvaluationReferences(parts, options, progress);
    }

    /// <summary>Measures samples.</summary>
    /// <param name="name">What to call them.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancel">Ends the evaluation early.</param>
    /// <returns>The metrics' values, and, where the samples are
    /// made on the way, the milliseconds that one takes.</returns>
    /// <exception cref="InvalidDataException">Something cannot be measured;
    /// the message says what, and what to change in the run file.</exception>
    /// <exception cref="BrokenContractException">A part did what its contract rules out.</exception>
    public async Task<EvaluationRow> EvaluateAsync(string name, ISampleSource samples, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(samples);
        CheckPrompts(samples);
        using var measurements = new Measurements(parts.Metrics);
        using var features = Pass(name, samples, measurements, cancel);
        using var context = new EvaluationContext(samples, features, parts, references, options, cancel);

        var (values, columns) = (new Dictionary<string, double>(), new List<MetricColumn>());
        for (var number = 0; number < parts.Metrics.Count; number++)
        {
            progress?.Report(new EvaluationProgress(name, samples.Count, samples.Count, number + 1));
            var metric = parts.Metrics[number];
            var contract = new Contract(metric, "IMetric.MeasureAsync");
            var found = contract.Present(measurements.ResultOf(metric) ?? await Refusals.ByMetricAsync(metric, () => metric.MeasureAsync(context, cancel)), "a result");
            if (features is not null) contract.LeftAlone(features.Value.Features, "the samples' features");
            foreach (var (value, measured) in found.Values)
            {
                if (!double.IsFinite(measured)) throw contract.Broken($"it found {measured} for '{value}', which is no measure; what cannot be measured is refused by an InvalidOperationException");
                if (!values.TryAdd(value, measured)) throw new InvalidDataException($"Two of evaluation.metrics measure '{value}': leave one of them out.");
            }
            columns.AddRange(Columns(metric).Where(column => found.Values.ContainsKey(column.Name)));
        }
        if (samples.MillisecondsPerImage is { } milliseconds)
        {
            values[EvaluationRow.MillisecondsPerImage] = milliseconds;
            columns.Add(EvaluationRow.Time);
        }
        return new EvaluationRow(name, values) { Columns = columns };
    }

    /// <inheritdoc/>
    public void Dispose() => references.Dispose();

    /// <summary>What a metric says of its values: once of each.</summary>
    private static IReadOnlyList<MetricColumn> Columns(IMetric metric)
    {
        var contract = new Contract(metric, "IMetric.Columns");
        var columns = contract.Present(metric.Columns, "a list of columns");
        return columns.CountBy(column => column.Name).FirstOrDefault(names => names.Value > 1).Key is { } twice ? throw contract.Broken($"it has several columns of '{twice}'; one was expected") : columns;
    }

    /// <summary>What many samples may take hours to show is reported before the first is made.</summary>
    private void CheckPrompts(ISampleSource samples)
    {
        if (parts.Metrics.FirstOrDefault(metric => metric.Needs.HasFlag(MetricNeeds.SeveralPerPrompt)) is not { } comparing || samples.Captions() is not { } captions) return;
        var shared = captions.GroupBy(caption => caption).Where(group => group.Count() > 1).Sum(group => group.Count());
        if (shared * 2 < captions.Count)
            throw new InvalidDataException($"{comparing.GetType().Name} compares samples of one prompt, and of {captions.Count} samples {shared} share theirs with another: "
                + "set evaluation.imagesPerPrompt to 2 or more, or leave the metric out.");
    }

    /// <summary>The one pass over the samples that extractor and streaming
    /// metrics share; none where nobody looks at them.</summary>
    private FeatureSet? Pass(string name, ISampleSource samples, Measurements measurements, CancellationToken cancel)
    {
        if (parts.Extractor is null && !measurements.Any) return null;
        void Report(long done) => progress?.Report(new EvaluationProgress(name, done, samples.Count));
        using var images = samples.Open();
        if (parts.Extractor is { } extractor) return new FeaturePass(extractor, Report, cancel).Collect(images, samples.Count, measurements.Add);
        new ImagePass(Report, cancel).Over(images, measurements.Add);
        return null;
    }
}
