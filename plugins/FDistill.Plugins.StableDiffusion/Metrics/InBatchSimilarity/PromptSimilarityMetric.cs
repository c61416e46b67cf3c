using FDistill.Images;
using FDistill.Metrics;
using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>
/// The in-batch similarity of the paper's Appendix D.2, of images that it asks for itself:
/// several of each of the evaluation's first prompts, where the evaluation draws one of
/// each, as for FID. The value is <see cref="InBatchSimilarityMetric"/>'s.
/// </summary>
public sealed class PromptSimilarityMetric : IMetric
{
    private readonly PromptSimilarityOptions options;
    private readonly Func<DinoSimilarity> begin;

    /// <summary>Opens the network; it is loaded for the time of a measurement.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network.</exception>
    public PromptSimilarityMetric(PromptSimilarityOptions options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment) =>
        (this.options, begin) = (options, DinoSimilarity.Open(options, files, resizer, environment));

    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } = [InBatchSimilarityMetric.Column];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Generator | MetricNeeds.Captions;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context is not { Generator: { TakesCaptions: true } generator, RequestedCaptions: { } captions })
            throw new InvalidOperationException("'prompt-similarity' asks for images of the evaluation's prompts, and these samples are not made of prompts: leave the metric out");
        using var similarity = begin();
        generator.ForEach([.. captions.Distinct().Take(options.Prompts).SelectMany(prompt => Enumerable.Repeat(prompt, options.ImagesPerPrompt))], similarity.Add, cancel);
        return Task.FromResult(MetricResult.Of(InBatchSimilarityMetric.Value, similarity.Found.Mean()));
    }
}
