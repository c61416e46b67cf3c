using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>An image encoder without its projection (transformers, CLIPVisionTransformer).</summary>
internal sealed class ClipVisionTransformer : nn.Module
{
    private readonly ClipVisionEmbeddings embeddings;
    private readonly LayerNorm pre_layrnorm;
    private readonly ClipEncoder encoder;
    private readonly LayerNorm post_layernorm;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipVisionTransformer(ClipVisionConfig config, NetworkPlace place) : base(nameof(ClipVisionTransformer))
    {
        var transformer = config.Transformer;
        embeddings = new ClipVisionEmbeddings(config, place);
        pre_layrnorm = new LayerNorm(transformer.Width, place, transformer.Eps);
        encoder = new ClipEncoder(transformer, place);
        post_layernorm = new LayerNorm(transformer.Width, place, transformer.Eps);
        RegisterComponents();
    }

    /// <summary>The normalised embeddings, then the result of every layer: [N, tokens, width] each.</summary>
    /// <param name="images">[N, C, H, W].</param>
    public IReadOnlyList<Tensor> HiddenStates(Tensor images) => encoder.Run(pre_layrnorm.call(embeddings.call(images)), mask: null);

    /// <summary>The class token after the final normalisation.</summary>
    /// <param name="hidden">The last layer's result: [N, tokens, width].</param>
    /// <returns>[N, width].</returns>
    public Tensor Pool(Tensor hidden) => post_layernorm.call(hidden.select(1, 0));
}
