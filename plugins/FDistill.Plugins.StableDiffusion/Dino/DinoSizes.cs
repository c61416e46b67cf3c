using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>The sizes of a DINO vision transformer, read off the shapes of its weights.</summary>
internal static class DinoSizes
{
    /// <summary>The sizes.</summary>
    /// <param name="tensors">The weights under DINO's names.</param>
    /// <param name="heads">Attention heads; null: of 64 numbers each, as all published models have.</param>
    /// <param name="origin">What to call them in an error.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, or the heads cannot be determined.</exception>
    public static DinoConfig Of(IReadOnlyList<TensorEntry> tensors, int? heads, string origin)
    {
        var shapes = tensors.ToDictionary(entry => entry.Name, entry => entry.Shape);
        int Size(string name, int dimension) => shapes.TryGetValue(name, out var shape) && shape.Count > dimension
            ? (int)shape[dimension]
            : throw new InvalidDataException($"'{origin}' is no vision transformer of DINO's: it has no {name} of more than {dimension} dimensions");
        var (width, patch) = (Size("cls_token", 2), Size("patch_embed.proj.weight", 2));
        var side = (int)Math.Round(Math.Sqrt(Size("pos_embed", 1) - 1));
        var layers = 0;
        while (shapes.ContainsKey($"blocks.{layers}.norm1.weight")) layers++;
        if (heads is null && width % 64 != 0) throw new InvalidDataException($"'{origin}': how many attention heads a width of {width} has cannot be determined from the weights; set heads");
        return new DinoConfig
        {
            ImageSize = side * patch,
            PatchSize = patch,
            Channels = Size("patch_embed.proj.weight", 1),
            Width = width,
            Layers = layers,
            Heads = heads ?? width / 64,
            FeedForwardWidth = Size("blocks.0.mlp.fc1.weight", 0),
            HasQueryBias = shapes.ContainsKey("blocks.0.attn.qkv.bias"),
        };
    }
}
