using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>The sizes of a CLIP model, read off the shapes of its weights.</summary>
/// <param name="tensors">The weights under transformers' names.</param>
/// <param name="origin">What to call them in an error.</param>
internal sealed class ClipSizes(IReadOnlyList<TensorEntry> tensors, string origin)
{
    private const double Eps = 1e-5;

    private readonly Dictionary<string, IReadOnlyList<long>> shapes = tensors.ToDictionary(entry => entry.Name, entry => entry.Shape);

    /// <summary>The sizes.</summary>
    /// <param name="quickGelu">The activation, which shapes do not state.</param>
    /// <param name="hints">Heads, where they are known.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, or the heads cannot be determined.</exception>
    public ClipConfig Read(bool quickGelu, ClipHints hints)
    {
        var (words, positions) = (Shape("text_model.embeddings.token_embedding.weight", 2), Shape("text_model.embeddings.position_embedding.weight", 2));
        var (patches, places) = (Shape("vision_model.embeddings.patch_embedding.weight", 4), Shape("vision_model.embeddings.position_embedding.weight", 2));
        var textHeads = hints.TextHeads ?? Heads(words[1], isVision: false);
        var visionHeads = hints.VisionHeads ?? Heads(patches[0], isVision: true);
        var text = new TextEncoderConfig
        {
            Vocabulary = words[0],
            Positions = positions[0],
            Transformer = Layers("text_model", words[1], textHeads, quickGelu),
            ProjectionWidth = Shape("text_projection.weight", 2)[0],
        };
        var side = (int)Math.Round(Math.Sqrt(places[0] - 1));
        return new ClipConfig(text, new ClipVisionConfig(side * patches[2], patches[2], patches[1], Layers("vision_model", patches[0], visionHeads, quickGelu)));
    }

    private ClipTransformerConfig Layers(string encoder, int width, int heads, bool quickGelu)
    {
        if (width % heads != 0) throw new InvalidDataException(
            $"{origin}: {heads} attention heads do not divide the width of {width} of its {encoder}; {(encoder == "vision_model" ? "visionHeads" : "textHeads")} has to divide it");
        var layers = 0;
        while (shapes.ContainsKey($"{encoder}.encoder.layers.{layers}.layer_norm1.weight")) layers++;
        return new ClipTransformerConfig(width, Shape($"{encoder}.encoder.layers.0.mlp.fc1.weight", 2)[0], layers, heads, quickGelu, Eps);
    }

    /// <summary>Published models have heads of 64 numbers; OpenCLIP's
    /// image encoders from ViT-H on have 16 of them.</summary>
    private int Heads(int width, bool isVision)
    {
        if (isVision && width is 1280 or 1408 or 1664 or 1792) return 16;
        return width % 64 == 0 ? width / 64 : throw new InvalidDataException(
            $"{origin}: how many attention heads its {(isVision ? "image" : "text")} encoder of width {width} has cannot be determined from the weights; set {(isVision ? "visionHeads" : "textHeads")}");
    }

    private int[] Shape(string name, int dimensions) =>
        shapes.TryGetValue(name, out var shape) && shape.Count == dimensions
            ? [.. shape.Select(size => (int)size)]
            : throw new InvalidDataException($"{origin} is no CLIP model of an image and a text encoder: it has no {name} of {dimensions} dimensions");
}
