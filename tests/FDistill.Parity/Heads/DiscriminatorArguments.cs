using FDistill.Heads;
using FDistill.Parity.Checks;
using FDistill.Plugins.Heads;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Heads;

/// <summary>The peer's discriminator: convolutional heads on some of the features, chosen by their number.</summary>
internal sealed class DiscriminatorArguments : IDiscriminatorHead
{
    private readonly int[] resolutions;
    private readonly int channels;

    /// <summary>Reads its arguments.</summary>
    public DiscriminatorArguments(Kwargs arguments)
    {
        if (arguments.Text("discriminator") is not ("Discriminator_EDM" or "Discriminator_SD15" or "Discriminator_SDXL"))
            throw arguments.Unknown("discriminator", "Discriminator_EDM, Discriminator_SD15 or Discriminator_SDXL");
        resolutions = arguments.Integers("all_res");
        channels = arguments.Integer("in_channels");
        Indices = arguments.Has("feature_indices") ? arguments.Integers("feature_indices") : [resolutions.Length - 1];
        if (Indices.Any(index => index < 0 || index >= resolutions.Length)) throw arguments.Unknown("feature_indices", $"numbers from 0 to {resolutions.Length - 1}");
    }

    /// <summary>The numbers of the features that it looks at.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>The features that it looks at.</summary>
    public IReadOnlyList<FeatureMap> Maps => [.. Indices.Select(index => new FeatureMap($"{index}", channels, resolutions[index], resolutions[index]))];

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available) =>
        [.. Maps.Zip(Indices, (map, index) => index < available.Count ? map with { Name = available[index].Name } : throw new InvalidDataException($"discriminator: the network has no feature {index}"))];

    /// <inheritdoc/>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        using var generator = new Generator(0, CPU);
        return new ConvolutionalHeads(features, new EdmHeadOptions(), generator);
    }
}
