using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using BlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Dino.DinoBlock>;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>
/// DINO's vision transformer (Caron et al. 2021), in whose features the paper
/// measures how alike images of one prompt are. Parameters have the names and
/// shapes of DINO's own files.
/// </summary>
public sealed class DinoVisionTransformer : nn.Module<Tensor, Tensor>
{
    private readonly DinoConfig config;
    private readonly Parameter cls_token;
    private readonly Parameter pos_embed;
    private readonly PatchEmbedding patch_embed;
    private readonly BlockList blocks;
    private readonly LayerNorm norm;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public DinoVisionTransformer(DinoConfig config, NetworkPlace place) : base(nameof(DinoVisionTransformer))
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(place);
        this.config = config;
        using var scope = NewDisposeScope();
        cls_token = place.Zeros(1, 1, config.Width);
        pos_embed = place.Zeros(1, (Side * Side) + 1, config.Width);
        patch_embed = new PatchEmbedding(config, place);
        blocks = new BlockList([.. Enumerable.Range(0, config.Layers).Select(_ => new DinoBlock(config, place))]);
        norm = new LayerNorm(config.Width, place, config.Eps);
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
    }

    private int Side => config.ImageSize / config.PatchSize;

    /// <summary>The class token after the final normalisation.</summary>
    /// <param name="input">Normalised images of any size: [N, C, H, W].</param>
    /// <returns>[N, width].</returns>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var tokens = cat([cls_token.expand(input.shape[0], -1, -1), patch_embed.call(input)], dim: 1);
        var hidden = blocks.Aggregate(tokens + Positions(input.shape[2], input.shape[3]), (state, block) => block.call(state));
        return norm.call(hidden).select(1, 0).MoveToOuterDisposeScope();
    }

    /// <summary>The learned positions, bicubically brought to another
    /// number of patches where the image has another size.</summary>
    /// <remarks>As the reference does, by a factor that is a tenth of a patch
    /// too large: else rounding would lose a row now and then.</remarks>
    private Tensor Positions(long height, long width)
    {
        if (height == width && height / config.PatchSize == Side) return pos_embed;
        var (first, patches) = (pos_embed.narrow(1, 0, 1), pos_embed.narrow(1, 1, Side * Side));
        double Factor(long size) => ((size / config.PatchSize) + 0.1) / Side;
        var map = patches.reshape(1, Side, Side, -1).permute(0, 3, 1, 2);
        var resized = nn.functional.interpolate(map, scale_factor: [Factor(height), Factor(width)], mode: InterpolationMode.Bicubic, align_corners: false);
        return cat([first, resized.flatten(2).transpose(1, 2)], dim: 1);
    }

    /// <summary>Patches as tokens.</summary>
    private sealed class PatchEmbedding : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d proj;

        public PatchEmbedding(DinoConfig config, NetworkPlace place) : base(nameof(PatchEmbedding))
        {
            proj = new Conv2d(config.Channels, config.Width, config.PatchSize, place, stride: config.PatchSize, padding: 0);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return proj.call(input).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
        }
    }
}
