using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using AttentionList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.SpatialTransformer>;
using DownsampleList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.Downsample>;
using ResnetList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Layers.ResnetBlock>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>A block of the way down: residual layers, attention after each, half the
/// resolution at the end (diffusers, DownBlock2D and CrossAttnDownBlock2D).</summary>
internal sealed class DownBlock : nn.Module
{
    private readonly AttentionList? attentions;
    private readonly ResnetList resnets;
    private readonly DownsampleList? downsamplers;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="padding">Cells around the input of the halving convolution.</param>
    /// <param name="place">Where the weights live.</param>
    public DownBlock(BlockOptions options, int padding, NetworkPlace place) : base(nameof(DownBlock))
    {
        var channels = (int)options.Layers[^1].Out;
        if (options.Attention is { } attention) attentions = new AttentionList([.. options.Layers.Select(_ => new SpatialTransformer(channels, attention, place))]);
        resnets = new ResnetList([.. options.Layers.Select(layer => new ResnetBlock(layer, options.EmbeddingWidth, options.Norm, place))]);
        if (options.Resamples) downsamplers = new DownsampleList(new Downsample(channels, padding, place));
        RegisterComponents();
    }

    /// <summary>The result of every layer, in order; the last is the block's.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="side">Time and text.</param>
    public IReadOnlyList<Tensor> Run(Tensor input, SideInputs side)
    {
        using var scope = NewDisposeScope();
        var results = new List<Tensor>();
        var hidden = input;
        for (var layer = 0; layer < resnets.Count; layer++)
        {
            hidden = ResidualLayer.Run(resnets[layer], attentions?[layer], [hidden], side);
            results.Add(hidden.MoveToOuterDisposeScope());
        }
        if (downsamplers is not null) results.Add(downsamplers[0].call(hidden).MoveToOuterDisposeScope());
        return results;
    }
}
