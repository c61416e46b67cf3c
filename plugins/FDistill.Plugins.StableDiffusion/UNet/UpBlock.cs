using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using AttentionList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.SpatialTransformer>;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;
using UpsampleList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Upsample>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>
/// A block of the way up: residual layers that each take in a result of
/// the way down, attention after each, the next resolution at the end
/// (diffusers, UpBlock2D and CrossAttnUpBlock2D).
/// </summary>
internal sealed class UpBlock : nn.Module
{
    private readonly AttentionList? attentions;
    private readonly ResnetList resnets;
    private readonly UpsampleList? upsamplers;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="options">What it is made of; a layer's input counts the channels that it takes in.</param>
    /// <param name="place">Where the weights live.</param>
    public UpBlock(BlockOptions options, NetworkPlace place) : base(nameof(UpBlock))
    {
        var channels = (int)options.Layers[^1].Out;
        if (options.Attention is { } attention) attentions = new AttentionList([.. options.Layers.Select(_ => new SpatialTransformer(channels, attention, place))]);
        resnets = new ResnetList([.. options.Layers.Select(layer => new ResnetBlock(layer, options.EmbeddingWidth, options.Norm, place))]);
        if (options.Resamples) upsamplers = new UpsampleList(new Upsample(channels, place));
        RegisterComponents();
    }

    /// <summary>The block's result.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="skips">The results of the way down, the next one
    /// on top; the block takes as many as it has layers.</param>
    /// <param name="side">Time and text.</param>
    public Tensor Run(Tensor input, Stack<Tensor> skips, SideInputs side)
    {
        using var scope = NewDisposeScope();
        var hidden = input;
        for (var layer = 0; layer < resnets.Count; layer++)
        {
            using var inner = NewDisposeScope();
            hidden = ResidualLayer.Run(resnets[layer], attentions?[layer], [hidden, skips.Pop()], side).MoveToOuterDisposeScope();
        }
        if (upsamplers is not null) hidden = upsamplers[0].call(hidden, skips.Peek().shape[2..]);
        return hidden.MoveToOuterDisposeScope();
    }
}
