using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Heads;
using FDistill.Metrics;
using FDistill.Teachers;

namespace FDistill.Hosting.Plugins;

/// <summary>A kind of part.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Contract">The interface that its parts implement.</param>
public sealed record PartKind(string Name, Type Contract)
{
    /// <summary>All kinds, in the order of listings.</summary>
    public static IReadOnlyList<PartKind> All { get; } =
    [
        new("teacher", typeof(ITeacher)),
        new("divergence", typeof(IDivergence)),
        new("head", typeof(IDiscriminatorHead)),
        new("dataset", typeof(IDataset)),
        new("metric", typeof(IMetric)),
        new("extractor", typeof(IFeatureExtractor)),
    ];

    /// <summary>The kind of a contract.</summary>
    /// <param name="contract">An interface.</param>
    /// <exception cref="ArgumentException">It is none of the contracts.</exception>
    public static PartKind Of(Type contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return All.FirstOrDefault(kind => kind.Contract == contract) ?? throw new ArgumentException(
            $"{contract.Name} is no kind of part; the kinds are {string.Join(", ", All.Select(kind => kind.Contract.Name))}.", nameof(contract));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
