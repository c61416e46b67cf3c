using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>An autoencoder between images and scaled latents.</summary>
/// <param name="autoencoder">The autoencoder, in float32, loaded when it is first used; disposed by its owner.</param>
/// <param name="settings">Its settings.</param>
/// <param name="identity">A hash of its files.</param>
/// <param name="pixels">The shape of the images.</param>
/// <param name="tile">Height and width of the tiles, in pixels; null: images are taken whole.</param>
internal sealed class LatentCodec(OffloadedNetwork<AutoencoderKL> autoencoder, AutoencoderConfig settings, Lazy<string> identity, SampleShape pixels, int? tile) : ILatentCodec
{
    /// <inheritdoc/>
    public SampleShape Pixels => pixels;

    /// <inheritdoc/>
    public string Identity => identity.Value;

    private AutoencoderKL Network => autoencoder.Come();

    /// <inheritdoc/>
    public Tensor Moments(Tensor images)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        return (tile is { } size ? Network.EncodeTiled(images, size) : Network.Encode(images)).Moments.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    /// <remarks>Needs the settings of the autoencoder only: it is not loaded for it.</remarks>
    public Tensor Sample(Tensor moments, Generator generator)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var latents = new LatentDistribution(moments);
        var noise = generator.Normal(latents.Mean.shape, moments.device);
        return (latents.Sample(noise) * settings.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor latents)
    {
        using var scope = NewDisposeScope();
        var unscaled = latents / settings.ScalingFactor;
        return (tile is { } size ? Network.DecodeTiled(unscaled, size) : Network.Decode(unscaled)).MoveToOuterDisposeScope();
    }
}
