using FDistill.Heads;
using FDistill.Teachers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>One stack of convolutions for each feature map, from its
/// resolution down to a single logit (FastGen's EDM discriminator).</summary>
/// <remarks>Its state's names are those of the reference: <c>discriminator_heads.HEAD.LAYER</c>.</remarks>
public sealed class ConvolutionalHeads : nn.Module<HeadInput, Tensor>
{
    private readonly ModuleList<Sequential> discriminator_heads;

    /// <summary>Makes the heads with fresh weights, outside every dispose scope.</summary>
    /// <param name="features">What they look at.</param>
    /// <param name="options">How their maps are normalised.</param>
    /// <param name="generator">A generator on the CPU.</param>
    /// <exception cref="ArgumentException">A feature map cannot be halved
    /// down to 4×4, or its channels cannot be grouped.</exception>
    public ConvolutionalHeads(IReadOnlyList<FeatureMap> features, EdmHeadOptions options, Generator generator) : base(nameof(ConvolutionalHeads))
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        discriminator_heads = nn.ModuleList(features.Select(feature => Stack(feature, options)).ToArray());
        RegisterComponents();
        FreshWeights.Draw(this, generator);
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(HeadInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var logits = discriminator_heads.Select((head, index) => head.forward(input.Features[index]).reshape(-1, 1));
        return cat(logits.ToArray(), dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>4×4 convolutions that halve the resolution down to 4,
    /// one that takes it to 1, and a linear map to the logit.</summary>
    private static Sequential Stack(FeatureMap feature, EdmHeadOptions options)
    {
        var (channels, resolution) = ((long)feature.Channels, feature.Height);
        if (feature.Width != resolution || resolution < 4 || !int.IsPow2(resolution))
            throw new ArgumentException($"convolutional heads need square feature maps of 4, 8, 16, … cells; '{feature.Name}' has {feature.Height}x{feature.Width}: "
                + "choose another resolution, or the 'pooled-mlp' head");

        var groups = options.Groups > 0 ? options.Groups : Groups(channels);
        if (channels % groups != 0)
            throw new ArgumentException($"head.groups: {groups} does not divide the {channels} channels of '{feature.Name}'; choose a divisor, or 0");

        var layers = new List<nn.Module<Tensor, Tensor>>();
        void Add(params ReadOnlySpan<nn.Module<Tensor, Tensor>> more) => layers.AddRange(more);
        nn.Module<Tensor, Tensor> Norm() => nn.GroupNorm(groups, channels, eps: 1e-5, device: CPU, dtype: float32);
        nn.Module<Tensor, Tensor> Conv(long outChannels, long kernel, long stride, long padding) =>
            nn.Conv2d(channels, outChannels, kernel_size: kernel, stride: stride, padding: padding, device: CPU, dtype: float32);

        for (; resolution > 4; resolution /= 2) Add(Conv(channels, 4, 2, 1), Norm(), nn.SiLU());
        Add(Conv(channels, 4, 4, 0), options.NormalizeLastMap ? Norm() : nn.Identity(), nn.SiLU());
        Add(Conv(1, 1, 1, 0));
        return nn.Sequential(layers.ToArray());
    }

    /// <summary>Groups of about four channels up to 32 channels,
    /// beyond that as many as divide them, at most 32.</summary>
    private static long Groups(long channels) =>
        channels <= 32 ? Math.Max(1, channels / 4) : Enumerable.Range(1, 32).Last(groups => channels % groups == 0);
}
