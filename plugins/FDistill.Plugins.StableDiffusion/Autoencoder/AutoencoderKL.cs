using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>
/// The variational autoencoder between images and latents (Rombach et al.
/// 2022). Parameters have the names and shapes of diffusers' AutoencoderKL.
/// </summary>
public sealed class AutoencoderKL : nn.Module
{
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly Conv2d quant_conv;
    private readonly Conv2d post_quant_conv;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public AutoencoderKL(AutoencoderConfig config, NetworkPlace place) : base(nameof(AutoencoderKL))
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(place);
        Config = config;
        using var scope = NewDisposeScope();
        encoder = new Encoder(config, place);
        decoder = new Decoder(config, place);
        quant_conv = new Conv2d(2 * config.LatentChannels, 2 * config.LatentChannels, 1, place);
        post_quant_conv = new Conv2d(config.LatentChannels, config.LatentChannels, 1, place);
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
    }

    /// <summary>The network's size.</summary>
    public AutoencoderConfig Config { get; }

    /// <summary>Images to the distribution of their latents.</summary>
    /// <param name="images">[N, C, H, W], about [−1, 1].</param>
    /// <returns>Unscaled latents of [N, c, h, w].</returns>
    public LatentDistribution Encode(Tensor images) => new(Moments(images));

    /// <summary>Latents to images.</summary>
    /// <param name="latents">Unscaled: [N, c, h, w].</param>
    /// <returns>[N, C, H, W], about [−1, 1].</returns>
    public Tensor Decode(Tensor latents)
    {
        using var scope = NewDisposeScope();
        return decoder.call(post_quant_conv.call(latents)).MoveToOuterDisposeScope();
    }

    /// <summary>Like <see cref="Encode"/>, tile by tile: an image
    /// of any size in the memory that a tile takes.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="tile">Height and width of a tile, in pixels.</param>
    public LatentDistribution EncodeTiled(Tensor images, int tile) => new(new Tiling(Cells(tile) * Config.Reduction, Numerator: 1, Config.Reduction).Run(images, Moments));

    /// <summary>Like <see cref="Decode"/>, tile by tile.</summary>
    /// <param name="latents">Unscaled: [N, c, h, w].</param>
    /// <param name="tile">Height and width of a tile, in pixels.</param>
    public Tensor DecodeTiled(Tensor latents, int tile) => new Tiling(Cells(tile), Config.Reduction, Denominator: 1).Run(latents, Decode);

    /// <summary>A tile's width in latent cells: at least four, of which it shares one.</summary>
    private long Cells(int tile) => Math.Max(4, tile / Config.Reduction);

    private Tensor Moments(Tensor images)
    {
        using var scope = NewDisposeScope();
        return quant_conv.call(encoder.call(images)).MoveToOuterDisposeScope();
    }
}
