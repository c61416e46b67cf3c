using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>
/// A CLIP model in one of its public layouts: a folder of transformers, or a file
/// of OpenAI, OpenCLIP, HPSv2 or transformers. Opening it checks every name and
/// shape; the weights are read when the network is loaded.
/// </summary>
internal sealed class ClipCheckpoint
{
    private const string TheirAnchor = "visual.class_embedding", OurAnchor = "vision_model.embeddings.class_embedding", VocabularyFile = "vocab.json", SettingsFile = "config.json";

    private readonly string weights;
    private readonly IWeightFiles files;

    private ClipCheckpoint(string weights, IWeightFiles files, ClipConfig config, ClipTokenizer tokenizer, ImagePreparation preparation) =>
        (this.weights, this.files, Config, Tokenizer, Preparation) = (weights, files, config, tokenizer, preparation);

    /// <summary>Its sizes.</summary>
    public ClipConfig Config { get; }

    /// <summary>Height and width of the images that it sees.</summary>
    public int ImageSize => Config.Vision.ImageSize;

    /// <summary>Its tokenizer.</summary>
    public ClipTokenizer Tokenizer { get; }

    /// <summary>What becomes of images before it sees them.</summary>
    public ImagePreparation Preparation { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="hints">What files of weights do not state.</param>
    /// <param name="files">Reads weights.</param>
    /// <exception cref="InvalidDataException">It is no such model, or names or shapes differ.</exception>
    public static ClipCheckpoint Open(string path, ClipHints hints, IWeightFiles files)
    {
        var folder = Directory.Exists(path) ? path : null;
        using var file = folder is null ? files.Read(path) : new ModelFolder(folder, variant: null, files).Weights("");
        using var tensors = Adapted(file);
        var config = folder is null
            ? new ClipSizes(tensors.Entries, $"'{path}'").Read(hints.QuickGelu ?? SaysQuickGelu(file), hints)
            : Stated(folder, hints);
        using var network = new ClipModel(config.Text, config.Vision, new NetworkPlace(META, ScalarType.Float32));
        StateDict.Check(WithPositions(tensors, network), "", network, file.Path);
        return new ClipCheckpoint(file.Path, files, config, TokenizerOf(folder, config.Text, path), ImagePreparation.OfClip(folder, config.Vision));
    }

    /// <summary>Reads the weights into a network, which is not to be trained.</summary>
    /// <param name="place">Where they live.</param>
    /// <returns>The network; the caller disposes it.</returns>
    public ClipModel Load(NetworkPlace place)
    {
        using var file = files.Read(weights);
        using var tensors = Adapted(file);
        var network = new ClipModel(Config.Text, Config.Vision, place);
        StateDict.Copy(WithPositions(tensors, network), "", network, weights);
        foreach (var parameter in network.parameters()) parameter.requires_grad = false;
        return network;
    }

    /// <summary>What a folder says of its model.</summary>
    private static ClipConfig Stated(string folder, ClipHints hints) => hints == new ClipHints()
        ? ClipConfig.Read(ConfigFile.Open(Path.Combine(folder, SettingsFile)))
        : throw new InvalidDataException($"'{folder}' says in its {SettingsFile} what its model is made of; leave out quickGelu, visionHeads and textHeads, which are for files of weights alone");

    /// <summary>The tensors under transformers' names, without what is above the model in the file.</summary>
    private static AdaptedTensors Adapted(WeightFile file)
    {
        var tensors = PartOf(file, TheirAnchor) is { } theirs ? OpenAiNames.Adapt(theirs) : PartOf(file, OurAnchor);
        if (tensors is not null) return tensors;
        var kind = file.Entries.Any(entry => entry.Name.EndsWith("visual.layer1.0.conv1.weight", StringComparison.Ordinal)) ? "a CLIP model of a residual network, which is not supported" : "no CLIP model";
        throw new InvalidDataException($"'{file.Path}' holds {kind}: expected a vision transformer with '{TheirAnchor}' (OpenAI, OpenCLIP, HPSv2) or '{OurAnchor}' (transformers); "
            + $"its {file.Entries.Count} tensors begin with {string.Join(", ", file.Entries.Take(3).Select(entry => entry.Name))}");
    }

    /// <summary>What lies in the file beside a tensor of some name, without the path to it.</summary>
    private static AdaptedTensors? PartOf(WeightFile file, string anchor)
    {
        var found = file.Entries.FirstOrDefault(entry => entry.Name == anchor || entry.Name.EndsWith($".{anchor}", StringComparison.Ordinal));
        if (found is null) return null;
        var prefix = found.Name[..^anchor.Length];
        var inside = file.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry with { Name = entry.Name[prefix.Length..] });
        return new AdaptedTensors(inside, name => file.Read(prefix + name));
    }

    /// <summary>The numbers of positions, which most files leave out.</summary>
    private static AdaptedTensors WithPositions(AdaptedTensors tensors, ClipModel network) =>
        network.named_buffers().Aggregate(tensors, (filled, named) => filled.WithDefault(named.name, named.buffer));

    /// <summary>OpenAI's own files state the size of images and texts beside the
    /// weights; others do not say which activation they were trained with.</summary>
    private static bool SaysQuickGelu(WeightFile file) => file.Entries.Any(entry => entry.Name.EndsWith("input_resolution", StringComparison.Ordinal)) ? true
        : throw new InvalidDataException($"'{file.Path}' does not say which activation its model has; set quickGelu to true for OpenAI's weights, to false for OpenCLIP's own");

    private static ClipTokenizer TokenizerOf(string? folder, TextEncoderConfig text, string path)
    {
        if (folder is not null && File.Exists(Path.Combine(folder, VocabularyFile))) return ClipTokenizer.Open(folder);
        var vocabulary = ClipVocabulary.OpenAi();
        return vocabulary.Ids.Count == text.Vocabulary
            ? new ClipTokenizer(vocabulary, padding: 0, text.Positions)
            : throw new InvalidDataException($"'{path}' has a vocabulary of {text.Vocabulary} tokens, which is not CLIP's of {vocabulary.Ids.Count}, and no {VocabularyFile} lies beside it");
    }
}
