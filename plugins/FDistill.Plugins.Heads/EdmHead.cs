using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>The paper's discriminator for EDM teachers: on the last feature
/// map of each chosen resolution of the encoder, a head of its own.</summary>
/// <param name="options">Which resolutions, and how their maps are normalised.</param>
/// <param name="environment">Its seed draws the fresh weights.</param>
public sealed class EdmHead(EdmHeadOptions options, RunEnvironment environment) : IDiscriminatorHead
{
    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        var last = available
            .Where(map => map.Name.StartsWith("enc.", StringComparison.Ordinal))
            .GroupBy(map => map.Height)
            .ToDictionary(level => level.Key, level => level.Last());
        if (last.Count == 0)
            throw new ArgumentException("the 'edm' head needs a teacher with an encoder (features named enc.…), and this teacher has none; use the 'pooled-mlp' head");
        var resolutions = options.Resolutions.Length > 0 ? options.Resolutions : [last.Keys.Min()];
        return [.. resolutions.Select(resolution => last.TryGetValue(resolution, out var map) ? map : throw Missing(resolution, last.Keys))];
    }

    /// <inheritdoc/>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        using var generator = new Generator(unchecked((ulong)environment.Seed), CPU);
        return new ConvolutionalHeads(features, options, generator);
    }

    private static ArgumentException Missing(int resolution, IEnumerable<int> there) =>
        new($"head.resolutions: the teacher's encoder has no resolution {resolution}; it has {string.Join(", ", there.OrderDescending())}");
}
