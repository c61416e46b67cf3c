using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>What an image encoder makes of images.</summary>
/// <param name="HiddenStates">The normalised embeddings, then
/// the result of every layer: [N, tokens, width] each.</param>
/// <param name="Pooled">The class token after the final normalisation: [N, width].</param>
/// <param name="Features">Its projection: [N, projection].</param>
public sealed record EncodedImages(IReadOnlyList<Tensor> HiddenStates, Tensor Pooled, Tensor Features);

/// <summary>CLIP (Radford et al. 2021): images and texts in one space.
/// Parameters have the names and shapes of transformers' CLIPModel.</summary>
public sealed class ClipModel : nn.Module
{
    private readonly Parameter logit_scale;
    private readonly ClipTextTransformer text_model;
    private readonly ClipVisionTransformer vision_model;
    private readonly Linear visual_projection;
    private readonly Linear text_projection;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="text">The text encoder's size, with its projection.</param>
    /// <param name="vision">The image encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipModel(TextEncoderConfig text, ClipVisionConfig vision, NetworkPlace place) : base(nameof(ClipModel))
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vision);
        ArgumentNullException.ThrowIfNull(place);
        using var scope = NewDisposeScope();
        var width = text.ProjectionWidth ?? throw new ArgumentException("CLIP projects its texts, but no width is given", nameof(text));
        logit_scale = place.Zeros();
        text_model = new ClipTextTransformer(text, place);
        vision_model = new ClipVisionTransformer(vision, place);
        visual_projection = new Linear(vision.Transformer.Width, width, place, hasBias: false);
        text_projection = new Linear(text.Transformer.Width, width, place, hasBias: false);
        RegisterComponents();
        foreach (var tensor in parameters().Concat(buffers())) tensor.DetachFromDisposeScope();
    }

    /// <summary>Encodes images.</summary>
    /// <param name="images">[N, C, H, W], normalised as the model asks for it.</param>
    public EncodedImages EncodeImages(Tensor images)
    {
        var states = vision_model.HiddenStates(images);
        var pooled = vision_model.Pool(states[^1]);
        return new EncodedImages(states, pooled, visual_projection.call(pooled));
    }

    /// <summary>Encodes texts.</summary>
    /// <param name="ids">Tokens, each text ending at the first of its largest: [N, tokens] int64.</param>
    /// <returns>[N, projection].</returns>
    public Tensor EncodeTexts(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var last = text_model.Normalise(text_model.HiddenStates(ids, attended: null)[^1]);
        return text_projection.call(ClipTextTransformer.AtEnd(last, ids)).MoveToOuterDisposeScope();
    }

    /// <summary>exp(logit scale) · cosine of every image with every text: [images, texts].</summary>
    /// <param name="images">[images, projection].</param>
    /// <param name="texts">[texts, projection].</param>
    public Tensor Logits(Tensor images, Tensor texts)
    {
        using var scope = NewDisposeScope();
        return (Cosine.OfAll(images, texts) * logit_scale.exp()).MoveToOuterDisposeScope();
    }
}
