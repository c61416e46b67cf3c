using FDistill.Datasets;
using FDistill.Images;
using FDistill.Metrics;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.ClipScore;

/// <summary>How well images fit their captions, by the cosine of CLIP's embeddings (Radford
/// et al. 2021; Hessel et al. 2021): <c>clipScore</c>, larger is better.</summary>
public sealed class ClipScoreMetric : IStreamingMetric
{
    private readonly ClipScoreOptions options;
    private readonly ClipCheckpoint checkpoint;
    private readonly IImageResizer resizer;
    private readonly NetworkPlace place;

    /// <summary>Opens the model; it is loaded for the time of a measurement.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public ClipScoreMetric(ClipScoreOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        (this.options, this.resizer, place) = (options, resizer, new NetworkPlace(environment.Device, ScalarType.Float32));
        checkpoint = ClipCheckpoint.Open(options.Checkpoint, new ClipHints(options.QuickGelu, options.VisionHeads, options.TextHeads), files);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } = [new("clipScore", "CLIP score") { Better = Better.Higher }];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Captions;

    /// <inheritdoc/>
    public IMeasurement Begin() => new Measurement(this);

    private sealed class Measurement(ClipScoreMetric metric) : IMeasurement
    {
        private readonly PairedClip clip = new(metric.checkpoint, metric.place, metric.checkpoint.Preparation with { Square = metric.options.Size }, metric.resizer, metric.options);
        private double sum;
        private long count;

        public void Add(DataBatch samples)
        {
            var captions = samples.Captions ?? throw new InvalidOperationException("'clip-score' needs the captions that samples were asked for: add evaluation.prompts, or leave the metric out");
            using var scope = NewDisposeScope();
            sum += ClipScores.Of(clip.Cosines(samples.Images!, captions, metric.options.Prefix), metric.options.Definition).to_type(ScalarType.Float64).sum().item<double>();
            count += samples.Count;
        }

        public MetricResult Result() => MetricResult.Of("clipScore", sum / count);

        public void Dispose() => clip.Dispose();
    }
}
