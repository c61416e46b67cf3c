using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>A discriminator for features of any size: averages over the
/// cells, and a small fully connected network to one logit.</summary>
/// <param name="options">Which features, and the network's size.</param>
/// <param name="environment">Its seed draws the fresh weights.</param>
public sealed class PooledMlpHead(PooledMlpHeadOptions options, RunEnvironment environment) : IDiscriminatorHead
{
    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        if (options.Features.Length == 0) return available;
        return [.. options.Features.Select(name => available.FirstOrDefault(map => map.Name == name)
            ?? throw new ArgumentException($"head.features: the teacher has no feature '{name}'; it has {string.Join(", ", available.Select(map => map.Name))}"))];
    }

    /// <inheritdoc/>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        using var generator = new Generator(unchecked((ulong)environment.Seed), CPU);
        return new PooledMlp(features, options, generator);
    }
}
