using FDistill.Datasets;
using FDistill.Images;
using FDistill.Metrics;
using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>
/// How alike the images of one prompt are (the paper's Appendix D.2): the mean cosine of
/// DINO's features over all pairs of different images of a prompt, then the mean over
/// prompts: <c>inBatchSimilarity</c>; smaller is more diverse. Images of classes
/// are compared within their class, and images of neither within the whole.
/// </summary>
public sealed class InBatchSimilarityMetric : IStreamingMetric
{
    /// <summary>What it calls its value.</summary>
    internal const string Value = "inBatchSimilarity";

    /// <summary>What its value is.</summary>
    internal static readonly MetricColumn Column = new(Value, "In-batch similarity") { Better = Better.Lower };

    private readonly Func<DinoSimilarity> begin;

    /// <summary>Opens the network; it is loaded for the time of a measurement.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public InBatchSimilarityMetric(InBatchSimilarityOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment) =>
        begin = DinoSimilarity.Open(options, files, resizer, environment);

    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } = [Column];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.SeveralPerPrompt;

    /// <inheritdoc/>
    public IMeasurement Begin() => new Measurement(begin());

    private sealed class Measurement(DinoSimilarity similarity) : IMeasurement
    {
        public void Add(DataBatch samples) => similarity.Add(samples);

        public MetricResult Result() => similarity.Found is var found && found.Paired * 2 >= found.Count
            ? MetricResult.Of(Value, found.Mean())
            : throw new InvalidOperationException($"'in-batch-similarity' compares images of one prompt, and of {found.Count} images only {found.Paired} share theirs: set evaluation.imagesPerPrompt to 2 or more, or use 'prompt-similarity', which draws its own");

        public void Dispose() => similarity.Dispose();
    }
}
