using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using BlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.TransformerBlock>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Transformer blocks over the cells of a feature map (diffusers, Transformer2DModel).</summary>
internal sealed class SpatialTransformer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly GroupNorm norm;
    private readonly Linear proj_in;
    private readonly BlockList transformer_blocks;
    private readonly Linear proj_out;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="options">What it is made of.</param>
    /// <param name="place">Where the weights live.</param>
    public SpatialTransformer(int channels, AttentionOptions options, NetworkPlace place) : base(nameof(SpatialTransformer))
    {
        norm = new GroupNorm(options.Groups, channels, 1e-6, place);
        proj_in = new Linear(channels, channels, place, asConvolution: !options.LinearProjection);
        transformer_blocks = new BlockList([.. Enumerable.Range(0, options.TransformerLayers).Select(_ => new TransformerBlock(channels, options, place))]);
        proj_out = new Linear(channels, channels, place, asConvolution: !options.LinearProjection);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="context">The text: [N, tokens, context width].</param>
    public override Tensor forward(Tensor input, Tensor context)
    {
        using var scope = NewDisposeScope();
        var hidden = proj_in.call(norm.call(input).flatten(2).transpose(1, 2));
        foreach (var block in transformer_blocks)
        {
            using var inner = NewDisposeScope();
            hidden = block.call(hidden, context).MoveToOuterDisposeScope();
        }
        return (proj_out.call(hidden).transpose(1, 2).reshape(input.shape) + input).MoveToOuterDisposeScope();
    }
}
