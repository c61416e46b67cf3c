using FDistill.Images;
using FDistill.Metrics;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.HpsV2;

/// <summary>
/// The human preference score v2 (Wu et al. 2023): 100 times the cosine of image and
/// prompt in an OpenCLIP ViT-H/14 that was fine-tuned on people's choices. It asks
/// for images of its own prompts, one each: <c>hpsv2Anime</c>,
/// … by style, and their mean <c>hpsv2</c>; larger is better.
/// </summary>
public sealed class HpsV2Metric : IMetric
{
    private readonly HpsV2Options options;
    private readonly ClipCheckpoint checkpoint;
    private readonly IReadOnlyList<StylePrompts> styles;
    private readonly IImageResizer resizer;
    private readonly NetworkPlace place;

    /// <summary>Opens the model, which is loaded for the time of a measurement, and reads the prompts.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of
    /// another network, or the prompts of a style cannot be read.</exception>
    public HpsV2Metric(HpsV2Options options, IWeightFiles files, IImageResizer resizer, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        (this.options, this.resizer, place) = (options, resizer, new NetworkPlace(environment.Device, ScalarType.Float32));
        styles = [.. options.Styles.Select(style => StylePrompts.Read(options.Prompts, style, options.PromptsPerStyle))];
        checkpoint = ClipCheckpoint.Open(options.Checkpoint, new ClipHints(Directory.Exists(options.Checkpoint) ? null : false, options.VisionHeads, options.TextHeads), files);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns =>
    [
        .. styles.Select(style => new MetricColumn(style.ValueName, style.Title) { Better = Better.Higher, Decimals = 2 }),
        new("hpsv2", "HPSv2") { Better = Better.Higher, Decimals = 2 },
    ];

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Generator | MetricNeeds.Captions;

    /// <inheritdoc/>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Generator is not { TakesCaptions: true } generator)
            throw new InvalidOperationException("'hpsv2' asks for images of its own prompts, and these samples are not made of prompts: leave the metric out");
        using var clip = new PairedClip(checkpoint, place, new HpsV2Preparation(checkpoint.ImageSize, options.Antialias, resizer).Of, options);
        var values = styles.ToDictionary(style => style.ValueName, style => Mean(style.Prompts, generator, clip, cancel));
        values["hpsv2"] = values.Values.Average();
        return Task.FromResult(new MetricResult(values));
    }

    private static double Mean(IReadOnlyList<string> prompts, ISampleGenerator generator, PairedClip clip, CancellationToken cancel)
    {
        var sum = 0.0;
        generator.ForEach(prompts, images => sum += clip.Cosines(images.Images!, images.Captions!).to_type(ScalarType.Float64).sum().item<double>() * 100, cancel);
        return sum / prompts.Count;
    }
}
