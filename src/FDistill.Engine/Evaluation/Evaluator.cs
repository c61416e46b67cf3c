using FDistill.Engine.Sampling;
using FDistill.Metrics;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Engine.Evaluation;

/// <summary>Measures samplers, all of them on the same noise and the same labels.</summary>
/// <remarks>The references' features are extracted once, with the first sampler.</remarks>
public sealed class Evaluator : IDisposable
{
    private readonly RequestedSamples requested;
    private readonly EvaluationParts parts;
    private readonly EvaluationOptions options;
    private readonly RunEnvironment environment;
    private readonly Lazy<FeatureSet> references;

    /// <summary>Prepares an evaluation; nothing is computed yet.</summary>
    /// <param name="teacher">Names shape and conditions of the samples, and decodes them where it works on latents.</param>
    /// <param name="parts">What measures.</param>
    /// <param name="options">How much.</param>
    /// <param name="environment">Where.</param>
    /// <exception cref="InvalidOperationException">The extractor holds no trained weights, or the teacher needs conditions that an evaluation cannot make.</exception>
    public Evaluator(ITeacher teacher, EvaluationParts parts, EvaluationOptions options, RunEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Extractor is ITrainableClassifier { IsTrained: false })
            throw new InvalidOperationException("evaluation.extractor holds no trained weights: name their file in evaluation.extractor.checkpoint");
        (this.parts, this.options, this.environment) = (parts, options, environment);
        requested = new RequestedSamples(teacher, options.Seed, environment.Device);
        references = new Lazy<FeatureSet>(ExtractReferences);
    }

    /// <summary>Generates samples and measures them.</summary>
    /// <param name="name">What to call the sampler.</param>
    /// <param name="sampler">The sampler.</param>
    /// <param name="cancel">Ends the evaluation early.</param>
    /// <returns>The metrics' values, and the sampler's milliseconds an image.</returns>
    /// <exception cref="InvalidOperationException">A metric lacks something; the message says what to add to the run file.</exception>
    public async Task<EvaluationRow> EvaluateAsync(string name, ISampler sampler, CancellationToken cancel)
    {
        using var samples = GeneratedSamples.Of(sampler, requested, options, cancel);
        using var features = parts.Extractor is { } extractor ? FeatureSet.Of(extractor, samples.Images.split(options.Batch, dim: 0)) : null;
        var context = new EvaluationContext(samples, features, parts, references, options.Batch);

        var values = new Dictionary<string, double>();
        foreach (var metric in parts.Metrics)
            foreach (var (value, measured) in (await metric.MeasureAsync(context, cancel)).Values)
                if (!values.TryAdd(value, measured)) throw new InvalidOperationException($"two of evaluation.metrics measure '{value}': leave one of them out");
        values[EvaluationRow.MillisecondsPerImage] = samples.MillisecondsPerImage;
        return new EvaluationRow(name, values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (references.IsValueCreated) references.Value.Dispose();
    }

    private FeatureSet ExtractReferences()
    {
        if (parts.Extractor is null) throw new InvalidOperationException("a metric needs features, but the run file names no extractor: add evaluation.extractor");
        if (parts.Reference is null) throw new InvalidOperationException("a metric compares with reference images, but the run file names none: add evaluation.reference");
        return FeatureSet.Of(parts.Extractor, EvaluationContext.Pass(parts.Reference, options.Batch)
            .Select(records => records.Images ?? throw new InvalidOperationException("evaluation.reference holds no images: choose another dataset")));
    }
}
