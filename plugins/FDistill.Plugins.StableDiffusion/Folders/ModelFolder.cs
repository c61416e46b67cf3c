using System.Security.Cryptography;
using System.Text;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Folders;

/// <summary>
/// A model in the layout of diffusers: a folder for each part, with its settings
/// and weights. All of it is read from the disk; nothing is ever fetched.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="variant">
/// Which of several files of weights, e.g. <c>fp16</c>; null: those without such
/// a word in their names. The U-Net has to have it; other parts that do not
/// come in it are taken without.
/// </param>
/// <param name="files">Reads weights.</param>
internal sealed class ModelFolder(string path, string? variant, IWeightFiles files)
{
    /// <summary>The folder of the U-Net.</summary>
    public const string UNet = "unet";

    private static readonly string[] Names = ["diffusion_pytorch_model", "model", "pytorch_model"];

    /// <summary>A part's settings.</summary>
    /// <param name="part">Its folder, e.g. <c>unet</c>.</param>
    /// <param name="file">The file's name.</param>
    public ConfigFile Settings(string part, string file = "config.json") => ConfigFile.Open(PathOf(part, file));

    /// <summary>A tokenizer.</summary>
    /// <param name="part">Its folder.</param>
    public ClipTokenizer Tokenizer(string part) => ClipTokenizer.Open(PathOf(part));

    /// <summary>Where something lies in the folder.</summary>
    public string PathOf(params string[] parts) => Path.Combine([path, .. parts]);

    /// <summary>A hash of all files of some parts, with their names.</summary>
    /// <param name="parts">Their folders.</param>
    public string Hash(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in parts.SelectMany(part => Directory.EnumerateFiles(PathOf(part))).Order(StringComparer.Ordinal))
        {
            using var content = File.OpenRead(file);
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(path, file)));
            hash.AppendData(SHA256.HashData(content));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Opens a part's weights: one file, or the index of several.</summary>
    /// <param name="part">Its folder.</param>
    /// <exception cref="InvalidDataException">There is no file of this
    /// variant; the message names those that there are.</exception>
    public WeightFile Weights(string part)
    {
        var folder = PathOf(part);
        if (!Directory.Exists(folder)) throw new InvalidDataException($"'{folder}' is missing; give a folder in the layout of diffusers");
        return WeightsPath(part) is { } found ? files.Read(found) : throw Missing(folder);
    }

    /// <summary>Where a part's weights lie: one file, or the index
    /// of several; null where it has none of this variant.</summary>
    /// <param name="part">Its folder.</param>
    public string? WeightsPath(string part)
    {
        string?[] variants = variant is null || part == UNet ? [variant] : [variant, null];
        return variants.SelectMany(word => Names.SelectMany(name => Candidates(name, word))).Select(name => PathOf(part, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>A name of weights without the variant in it.</summary>
    public string WithoutVariant(string name) => variant is null ? name : name.Replace($".{variant}.", ".", StringComparison.Ordinal);

    /// <summary>One file, then the index of several, then PyTorch's own format.</summary>
    private static IEnumerable<string> Candidates(string name, string? variant) => variant is null
        ? [$"{name}.safetensors", $"{name}.safetensors.index.json", $"{name}.bin"]
        : [$"{name}.{variant}.safetensors", $"{name}.safetensors.index.{variant}.json", $"{name}.{variant}.safetensors.index.json", $"{name}.{variant}.bin"];

    private InvalidDataException Missing(string folder)
    {
        var there = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => Names.Any(known => name!.StartsWith(known, StringComparison.Ordinal))).Order().ToList();
        var which = variant is null ? "weights without a variant" : $"weights of the variant '{variant}'";
        var remedy = there.Count > 0 ? $"there are {string.Join(", ", there)}; set 'variant' to the word between the name and '.safetensors', or leave it out" : "it has no weights at all";
        return new InvalidDataException($"'{folder}' has no {which}: {remedy}");
    }
}
