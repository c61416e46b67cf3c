using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using AttentionList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.SpatialTransformer>;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>The block at the smallest resolution: residual layer, attention,
/// residual layer (diffusers, UNetMidBlock2DCrossAttn).</summary>
internal sealed class MidBlock : nn.Module
{
    private readonly AttentionList attentions;
    private readonly ResnetList resnets;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="options">What it is made of; two layers and attention.</param>
    /// <param name="divisor">What the residual sums are divided by.</param>
    /// <param name="place">Where the weights live.</param>
    public MidBlock(BlockOptions options, double divisor, NetworkPlace place) : base(nameof(MidBlock))
    {
        attentions = new AttentionList(new SpatialTransformer((int)options.Layers[0].Out, options.Attention!, place));
        resnets = new ResnetList([.. options.Layers.Select(layer => new ResnetBlock(layer, options.EmbeddingWidth, options.Norm, place, divisor))]);
        RegisterComponents();
    }

    /// <summary>The block's result.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="side">Time and text.</param>
    public Tensor Run(Tensor input, SideInputs side)
    {
        using var scope = NewDisposeScope();
        var hidden = ResidualLayer.Run(resnets[0], attentions[0], [input], side);
        return ResidualLayer.Run(resnets[1], attention: null, [hidden], side).MoveToOuterDisposeScope();
    }
}
