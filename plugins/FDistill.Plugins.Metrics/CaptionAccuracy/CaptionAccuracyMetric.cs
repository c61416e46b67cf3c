using FDistill.Metrics;
using FDistill.Runs;

namespace FDistill.Plugins.Metrics.CaptionAccuracy;

/// <summary>The share of samples from which classifiers read what the caption asked for: a value for each reader, and <c>captionAccuracy</c> for all of them together.</summary>
public sealed class CaptionAccuracyMetric : IMetric, IDisposable
{
    private const string All = "captionAccuracy";

    private readonly List<CaptionReader> readers;

    /// <summary>Loads the classifiers.</summary>
    /// <exception cref="InvalidDataException">A checkpoint is damaged, or its classes are not as many as the words.</exception>
    public CaptionAccuracyMetric(CaptionAccuracyOptions options, IWeightFiles files, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        readers = [.. options.Readers.Select(reader => new CaptionReader(reader, files, environment))];
    }

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Captions;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var right = readers.Select(reader => reader.Measure).Append(All).ToDictionary(measure => measure, _ => 0L);
        foreach (var batch in context.Samples())
        {
            cancel.ThrowIfCancellationRequested();
            var captions = batch.Captions ?? throw new InvalidOperationException("'caption-accuracy' needs samples of known captions: add evaluation.prompts, or leave the metric out.");
            var read = readers.Select(reader => (reader.Measure, IsRight: reader.IsRight(batch.Images!, captions))).ToList();
            foreach (var (measure, isRight) in read) right[measure] += isRight.Count(yes => yes);
            right[All] += Enumerable.Range(0, captions.Count).Count(n => read.TrueForAll(reader => reader.IsRight[n]));
        }
        return Task.FromResult(new MetricResult(right.ToDictionary(pair => pair.Key, pair => pair.Value / (double)context.Count)));
    }

    /// <inheritdoc/>
    public void Dispose() => readers.ForEach(reader => reader.Dispose());
}
