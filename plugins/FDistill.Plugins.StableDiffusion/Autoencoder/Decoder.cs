using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using BlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Autoencoder.DecoderBlock>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>Latents to images (diffusers, Decoder).</summary>
internal sealed class Decoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv_in;
    private readonly BlockList up_blocks;
    private readonly MidBlock mid_block;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public Decoder(AutoencoderConfig config, NetworkPlace place) : base(nameof(Decoder))
    {
        var (channels, last) = (config.BlockChannels.Reverse().ToList(), config.BlockChannels.Count - 1);
        conv_in = new Conv2d(config.LatentChannels, channels[0], 3, place);
        up_blocks = new BlockList([.. channels.Select((wide, level) =>
            new DecoderBlock((channels[Math.Max(0, level - 1)], wide), config.Layers + 1, config.Groups, upsamples: level < last, place))]);
        mid_block = new MidBlock(channels[0], config.Groups, place);
        conv_norm_out = new GroupNorm(config.Groups, channels[last], 1e-6, place);
        conv_out = new Conv2d(channels[last], config.OutChannels, 3, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, c, h, w].</param>
    /// <returns>[N, C, H, W].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = mid_block.call(conv_in.call(input));
        foreach (var block in up_blocks)
        {
            using var inner = NewDisposeScope();
            hidden = block.call(hidden).MoveToOuterDisposeScope();
        }
        return conv_out.call(nn.functional.silu(conv_norm_out.call(hidden))).MoveToOuterDisposeScope();
    }
}
