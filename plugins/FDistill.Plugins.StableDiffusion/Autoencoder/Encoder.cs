using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using BlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Autoencoder.EncoderBlock>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>Images to the moments of their latents (diffusers, Encoder).</summary>
internal sealed class Encoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv_in;
    private readonly BlockList down_blocks;
    private readonly MidBlock mid_block;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public Encoder(AutoencoderConfig config, NetworkPlace place) : base(nameof(Encoder))
    {
        var (channels, last) = (config.BlockChannels, config.BlockChannels.Count - 1);
        conv_in = new Conv2d(config.InChannels, channels[0], 3, place);
        down_blocks = new BlockList([.. channels.Select((wide, level) =>
            new EncoderBlock((channels[Math.Max(0, level - 1)], wide), config.Layers, config.Groups, downsamples: level < last, place))]);
        mid_block = new MidBlock(channels[last], config.Groups, place);
        conv_norm_out = new GroupNorm(config.Groups, channels[last], 1e-6, place);
        conv_out = new Conv2d(channels[last], 2 * config.LatentChannels, 3, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, 2c, h, w].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = conv_in.call(input);
        foreach (var block in down_blocks)
        {
            using var inner = NewDisposeScope();
            hidden = block.call(hidden).MoveToOuterDisposeScope();
        }
        return conv_out.call(nn.functional.silu(conv_norm_out.call(mid_block.call(hidden)))).MoveToOuterDisposeScope();
    }
}
