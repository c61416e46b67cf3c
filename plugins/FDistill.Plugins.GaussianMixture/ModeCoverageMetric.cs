using System.ComponentModel.DataAnnotations;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Options of <see cref="ModeCoverageMetric"/>: the mixture whose modes are looked for.</summary>
public sealed class ModeCoverageOptions : MixtureOptions
{
    /// <summary>A sample is of a mode if it is no further than so many of the mode's
    /// standard deviations away. (VEEGAN, Srivastava et al. 2017: 3)</summary>
    [Range(0.1, 100.0)]
    public double Within { get; set; } = 3;
}

/// <summary>Which modes of a mixture samples reach, as VEEGAN counts it: <c>modes</c>,
/// those with a sample; <c>highQuality</c>, the share of samples that are of a
/// mode; and <c>modeBalance</c>, what the shares of the modes have
/// in common with their weights, 1 where each has its due.</summary>
/// <param name="options">The mixture.</param>
public sealed class ModeCoverageMetric(ModeCoverageOptions options) : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<MetricColumn> Columns { get; } =
    [
        new("modes", "Modes") { Better = Better.Higher, Decimals = 1 },
        new("highQuality", "High quality") { Better = Better.Higher },
        new("modeBalance", "Mode balance") { Better = Better.Higher },
    ];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The samples are of another dimension.</exception>
    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var counts = new long[options.Components.Length];
        foreach (var batch in context.Samples())
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            foreach (var mode in Modes(batch.Images!)) counts[mode]++;
        }

        var (reached, weights) = (counts.Sum(), options.Components.Sum(component => component.Weight));
        return Task.FromResult(new MetricResult(new Dictionary<string, double>
        {
            ["modes"] = counts.Count(count => count > 0),
            ["highQuality"] = reached / (double)context.Count,
            ["modeBalance"] = counts.Zip(options.Components, (count, component) => Math.Min(count / (double)context.Count, component.Weight / weights)).Sum(),
        }));
    }

    /// <summary>The modes of those samples that are of one: the nearest, counted in its standard deviations.</summary>
    private long[] Modes(Tensor samples)
    {
        var points = samples.flatten(1).to_type(float64);
        if (points.shape[1] != options.Dimension)
            throw new InvalidOperationException($"'mode-coverage' looks for modes of {options.Dimension} dimensions, and the samples have {points.shape[1]}: give it the teacher's components.");
        var means = tensor(options.Components.SelectMany(component => component.Mean).ToArray(), dtype: float64, device: points.device).reshape(1, options.Components.Length, options.Dimension);
        var deviations = tensor(options.Components.Select(component => Math.Sqrt(component.Variance)).ToArray(), dtype: float64, device: points.device);
        var (distances, nearest) = ((points.unsqueeze(1) - means).square().sum(2).sqrt() / deviations).min(1);
        return nearest.masked_select(distances.le(options.Within)).cpu().data<long>().ToArray();
    }
}
