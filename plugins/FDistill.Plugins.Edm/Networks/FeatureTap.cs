using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Collects wanted intermediate results while a network runs.</summary>
/// <param name="wanted">Their names, in the order in which the results are wanted.</param>
internal sealed class FeatureTap(IReadOnlyList<string> wanted)
{
    private readonly Dictionary<string, Tensor> found = [];

    /// <summary>Wants nothing.</summary>
    public static FeatureTap None => new([]);

    /// <summary>The features, in the order wanted.</summary>
    public IReadOnlyList<Tensor> Features => [.. wanted.Select(name => found[name])];

    /// <summary>Whether a result is wanted.</summary>
    public bool Wants(FeatureMap? feature) => feature is not null && wanted.Contains(feature.Name);

    /// <summary>Keeps a result if it is wanted.</summary>
    public void Offer(FeatureMap? feature, Tensor result)
    {
        if (Wants(feature)) found[feature!.Name] = result;
    }
}
