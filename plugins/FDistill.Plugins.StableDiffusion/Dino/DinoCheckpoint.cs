using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>
/// A DINO vision transformer in one of its public layouts: a backbone's file or a full
/// checkpoint as DINO publishes them, or a folder or file of transformers (ViTModel).
/// Opening it checks every name and shape; the weights are read when the network is loaded.
/// </summary>
internal sealed class DinoCheckpoint
{
    private const string Anchor = "cls_token", Student = "student";

    private readonly string weights;
    private readonly IWeightFiles files;

    private DinoCheckpoint(string weights, IWeightFiles files, DinoConfig config) => (this.weights, this.files, Config) = (weights, files, config);

    /// <summary>Its sizes.</summary>
    public DinoConfig Config { get; }

    /// <summary>Opens a network.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="heads">Attention heads; null: as published networks of its width have.</param>
    /// <param name="files">Reads weights.</param>
    /// <exception cref="InvalidDataException">It is no such network, or names or shapes differ.</exception>
    public static DinoCheckpoint Open(string path, int? heads, IWeightFiles files)
    {
        using var file = Directory.Exists(path) ? new ModelFolder(path, variant: null, files).Weights("") : files.Read(path);
        using var tensors = Adapted(file);
        var config = DinoSizes.Of(tensors.Entries, heads, path);
        if (config.Width % config.Heads != 0) throw new InvalidDataException($"'{path}': {config.Heads} attention heads do not divide its width of {config.Width}");
        using var network = new DinoVisionTransformer(config, new NetworkPlace(META, ScalarType.Float32));
        StateDict.Check(tensors, "", network, file.Path);
        return new DinoCheckpoint(file.Path, files, config);
    }

    /// <summary>Reads the weights into a network, which is not to be trained.</summary>
    /// <param name="place">Where they live.</param>
    /// <returns>The network; the caller disposes it.</returns>
    public DinoVisionTransformer Load(NetworkPlace place)
    {
        using var file = files.Read(weights);
        using var tensors = Adapted(file);
        var network = new DinoVisionTransformer(Config, place);
        StateDict.Copy(tensors, "", network, weights);
        foreach (var parameter in network.parameters()) parameter.requires_grad = false;
        return network;
    }

    /// <summary>The backbone's tensors; of a full checkpoint those of the teacher, which DINO evaluates.</summary>
    private static AdaptedTensors Adapted(WeightFile file)
    {
        var found = file.Entries.Where(entry => entry.Name == Anchor || entry.Name.EndsWith($".{Anchor}", StringComparison.Ordinal))
            .OrderBy(entry => entry.Name.StartsWith(Student, StringComparison.Ordinal)).FirstOrDefault()
            ?? throw new InvalidDataException($"'{file.Path}' holds no vision transformer of DINO's: it has no '{Anchor}'; its {file.Entries.Count} tensors begin with {string.Join(", ", file.Entries.Take(3).Select(entry => entry.Name))}");
        var isTransformers = found.Name.EndsWith($"{TransformersNames.Embeddings}{Anchor}", StringComparison.Ordinal);
        var prefix = found.Name[..^((isTransformers ? TransformersNames.Embeddings.Length : 0) + Anchor.Length)];
        var inside = file.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry with { Name = entry.Name[prefix.Length..] });
        var tensors = new AdaptedTensors(inside, name => file.Read(prefix + name));
        return isTransformers ? TransformersNames.Adapt(tensors) : tensors;
    }
}
