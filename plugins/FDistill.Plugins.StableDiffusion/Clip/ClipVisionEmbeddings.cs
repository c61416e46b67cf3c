using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>A class token and an image's patches, with their positions (transformers, CLIPVisionEmbeddings).</summary>
internal sealed class ClipVisionEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Parameter class_embedding;
    private readonly Tensor position_ids;
    private readonly Conv2d patch_embedding;
    private readonly Embedding position_embedding;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="config">The encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipVisionEmbeddings(ClipVisionConfig config, NetworkPlace place) : base(nameof(ClipVisionEmbeddings))
    {
        var width = config.Transformer.Width;
        class_embedding = place.Zeros(width);
        position_ids = arange(config.Tokens, dtype: int64, device: place.Device).unsqueeze(0);
        patch_embedding = new Conv2d(config.Channels, width, config.PatchSize, place, stride: config.PatchSize, padding: 0, hasBias: false);
        position_embedding = new Embedding(config.Tokens, width, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, tokens, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var patches = patch_embedding.call(input).flatten(2).transpose(1, 2);
        var tokens = cat([class_embedding.expand(input.shape[0], 1, -1), patches], dim: 1);
        return (tokens + position_embedding.call(position_ids)).MoveToOuterDisposeScope();
    }
}
