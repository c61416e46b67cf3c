using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>An autoencoder between images and scaled latents.</summary>
/// <param name="autoencoder">The autoencoder, in float32, loaded when it is first used; disposed by its owner.</param>
/// <param name="pixels">The shape of the images.</param>
/// <param name="tile">Height and width of the tiles, in pixels; null: images are taken whole.</param>
internal sealed class LatentCodec(Lazy<AutoencoderKL> autoencoder, SampleShape pixels, int? tile) : ILatentCodec
{
    /// <inheritdoc/>
    public SampleShape Pixels => pixels;

    private AutoencoderKL Network => autoencoder.Value;

    /// <inheritdoc/>
    public Tensor Encode(Tensor images, Generator generator)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var latents = tile is { } size ? Network.EncodeTiled(images, size) : Network.Encode(images);
        var noise = randn(latents.Mean.shape, dtype: float32, device: CPU, generator: generator).to(images.device);
        return (latents.Sample(noise) * Network.Config.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor latents)
    {
        using var scope = NewDisposeScope();
        var unscaled = latents / Network.Config.ScalingFactor;
        return (tile is { } size ? Network.DecodeTiled(unscaled, size) : Network.Decode(unscaled)).MoveToOuterDisposeScope();
    }
}
