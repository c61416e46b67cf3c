using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Runs;

namespace FDistill.Plugins.Metrics.CaptionAccuracy;

/// <summary>The share of samples from which classifiers read what the caption asked for: a
/// value for each reader, and <c>captionAccuracy</c> for all of them together.</summary>
public sealed class CaptionAccuracyMetric : IStreamingMetric, IDisposable
{
    private const string All = "captionAccuracy";

    private readonly List<CaptionReader> readers;

    /// <summary>Loads the classifiers.</summary>
    /// <exception cref="InvalidDataException">A checkpoint is damaged,
    /// or its classes are not as many as the words.</exception>
    public CaptionAccuracyMetric(CaptionAccuracyOptions options, IWeightFiles files, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        readers = [.. options.Readers.Select(reader => new CaptionReader(reader, files, environment))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns =>
    [
        .. readers.Select(reader => new MetricColumn(reader.Measure, reader.Measure) { Better = Better.Higher }),
        new(All, "Caption accuracy") { Better = Better.Higher },
    ];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Captions;

    /// <inheritdoc/>
    public IMeasurement Begin() => new Measurement(readers);

    /// <inheritdoc/>
    public void Dispose() => readers.ForEach(reader => reader.Dispose());

    private sealed class Measurement(List<CaptionReader> readers) : IMeasurement
    {
        private readonly Dictionary<string, long> right = readers.Select(reader => reader.Measure).Append(All).ToDictionary(measure => measure, _ => 0L);
        private long count;

        public void Add(DataBatch samples)
        {
            var captions = samples.Captions ?? throw new InvalidOperationException("'caption-accuracy' needs samples of known captions: add evaluation.prompts, or leave the metric out.");
            var read = readers.Select(reader => (reader.Measure, IsRight: reader.IsRight(samples.Images!, captions))).ToList();
            foreach (var (measure, isRight) in read) right[measure] += isRight.Count(yes => yes);
            right[All] += Enumerable.Range(0, captions.Count).Count(n => read.TrueForAll(reader => reader.IsRight[n]));
            count += samples.Count;
        }

        public MetricResult Result() => new(right.ToDictionary(pair => pair.Key, pair => pair.Value / (double)count));

        public void Dispose()
        {
        }
    }
}
