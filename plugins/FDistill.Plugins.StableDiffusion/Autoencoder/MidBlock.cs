using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using AttentionList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Autoencoder.AttentionBlock>;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>The block at the smallest resolution: residual layer,
/// attention, residual layer (diffusers, UNetMidBlock2D).</summary>
internal sealed class MidBlock : nn.Module<Tensor, Tensor>
{
    private readonly AttentionList attentions;
    private readonly ResnetList resnets;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="groups">Groups of the normalisations.</param>
    /// <param name="place">Where the weights live.</param>
    public MidBlock(int channels, int groups, NetworkPlace place) : base(nameof(MidBlock))
    {
        attentions = new AttentionList(new AttentionBlock(channels, groups, place));
        resnets = new ResnetList(Layer(), Layer());
        RegisterComponents();

        ResnetBlock Layer() => new((channels, channels), 0, (groups, 1e-6), place);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return resnets[1].call(attentions[0].call(resnets[0].call(input, null)), null).MoveToOuterDisposeScope();
    }
}
