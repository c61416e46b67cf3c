namespace FDistill.Metrics;

/// <summary>A measure of generated samples.</summary>
public interface IMetric
{
    /// <summary>What it needs besides the samples; checked before anything runs.</summary>
    MetricNeeds Needs => MetricNeeds.Nothing;

    /// <summary>What its values are, for those who show them: a column for every value that it
    /// may return, and of each name one. A value without a column goes by its own name.</summary>
    IReadOnlyList<MetricColumn> Columns => [];

    /// <summary>Measures.</summary>
    /// <param name="context">The samples and, where the run file names them, the references.</param>
    /// <param name="cancel">Ends the measurement early.</param>
    /// <returns>The named values.</returns>
    /// <exception cref="InvalidOperationException">What the metric needs is not there (references,
    /// an extractor, labels); the message says what to add to the run file.</exception>
    Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel);
}

/// <summary>What a metric found.</summary>
/// <param name="Values">Named values, e.g. <c>frechet</c> → 17.7.</param>
public sealed record MetricResult(IReadOnlyDictionary<string, double> Values)
{
    /// <summary>A result of one value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    public static MetricResult Of(string name, double value) => new(new Dictionary<string, double> { [name] = value });
}

/// <summary>What a metric needs besides samples.</summary>
[Flags]
public enum MetricNeeds
{
    /// <summary>Nothing else.</summary>
    Nothing = 0,

    /// <summary>Features: a run file must name an extractor.</summary>
    Features = 1,

    /// <summary>Reference images: a run file must name a reference.</summary>
    References = 2,

    /// <summary>The labels that the samples were asked for: the teacher must have labels.</summary>
    Labels = 4,

    /// <summary>The Gaussian of the reference images' features: a run
    /// file must name a reference, or a file of its statistics.</summary>
    ReferenceStatistics = 8,

    /// <summary>The captions that the samples were asked for: a run file must say where they come from.</summary>
    Captions = 16,

    /// <summary>Samples of its own asking: images that were made elsewhere cannot be measured.</summary>
    Generator = 32,

    /// <summary>Several samples of most prompts, where samples are
    /// asked for by captions; checked before any is made.</summary>
    SeveralPerPrompt = 64,
}
