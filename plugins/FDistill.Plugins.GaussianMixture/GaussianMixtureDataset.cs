using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Teachers;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Options of <see cref="GaussianMixtureDataset"/>.</summary>
public sealed class GaussianMixtureDatasetOptions : MixtureOptions
{
    /// <summary>Points in a pass without a seed; with a seed there is no end of them. (house: 10,000)</summary>
    [Range(1, long.MaxValue)]
    public long Records { get; set; } = 10_000;
}

/// <summary>Points drawn from a mixture, each [C, 1, 1]: fresh ones as long as they are wanted.</summary>
/// <param name="options">The mixture.</param>
public sealed class GaussianMixtureDataset(GaussianMixtureDatasetOptions options) : IDataset
{
    /// <inheritdoc/>
    public long? Count => options.Records;

    /// <inheritdoc/>
    public SampleShape Pixels => new(options.Dimension, 1, 1);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.None];

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new MixtureStream(options.ToMixture(), request, end: request.Seed is null ? options.Records : long.MaxValue);
    }
}
