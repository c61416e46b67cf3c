using System.Globalization;
using FDistill.Datasets;
using FDistill.Images;
using FDistill.Metrics;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>
/// How alike the images of one prompt are (the paper's Appendix D.2): the mean cosine of DINO's features over all pairs of different images of a prompt, then the mean over
/// prompts: <c>inBatchSimilarity</c>; smaller is more diverse. Images of classes are compared within their class, and images of neither within the whole.
/// </summary>
public sealed class InBatchSimilarityMetric : IStreamingMetric
{
    private readonly InBatchSimilarityOptions options;
    private readonly DinoCheckpoint checkpoint;
    private readonly IImageResizer resizer;
    private readonly NetworkPlace place;

    /// <summary>Opens the network; it is loaded for the time of a measurement.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public InBatchSimilarityMetric(InBatchSimilarityOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        (this.options, this.resizer, place) = (options, resizer, new NetworkPlace(environment.Device, ScalarType.Float32));
        checkpoint = DinoCheckpoint.Open(options.Checkpoint, options.Heads, files);
    }

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.SeveralPerPrompt;

    /// <inheritdoc/>
    public IMeasurement Begin() => new Measurement(this);

    private sealed class Measurement(InBatchSimilarityMetric metric) : IMeasurement
    {
        private readonly DinoVisionTransformer network = metric.checkpoint.Load(metric.place);
        private readonly GroupedSimilarity similarity = new();

        public void Add(DataBatch samples)
        {
            using var ungraded = no_grad();
            using var scope = NewDisposeScope();
            var prepared = ImagePreparation.OfDino.Of(samples.Images!, metric.resizer);
            similarity.Add(cat([.. prepared.split(metric.options.Batch, dim: 0).Select(Features)], 0), Groups(samples));
        }

        public MetricResult Result() => similarity.Paired * 2 >= similarity.Count
            ? MetricResult.Of("inBatchSimilarity", similarity.Mean())
            : throw new InvalidOperationException($"'in-batch-similarity' compares images of one prompt, and of {similarity.Count} images only {similarity.Paired} share theirs: set evaluation.imagesPerPrompt to 2 or more, or leave the metric out");

        public void Dispose() => network.Dispose();

        private Tensor Features(Tensor images)
        {
            using var scope = NewDisposeScope();
            return network.call(images.to(metric.place.Device)).cpu().MoveToOuterDisposeScope();
        }

        private static IReadOnlyList<string> Groups(DataBatch samples) => samples switch
        {
            { Captions: { } captions } => captions,
            { Labels: { } labels } => [.. labels.data<long>().ToArray().Select(label => label.ToString(CultureInfo.InvariantCulture))],
            _ => [.. Enumerable.Repeat("", (int)samples.Count)],
        };
    }
}
