using FDistill.Formats.Files;
using FDistill.Formats.Safetensors;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Weights;

/// <summary>Reads and writes the safetensors format: the header's
/// length, a JSON header, the tensors' bytes without gaps.</summary>
/// <remarks>No code is ever executed from a file, and nothing in its header is believed before it is checked.</remarks>
public sealed class SafetensorsFiles : IWeightFiles
{
    /// <summary>What the files' names end in.</summary>
    internal const string Extension = ".safetensors";

    /// <inheritdoc/>
    public WeightFile Read(string path)
    {
        var source = SafetensorsSource.Open(path);
        return new WeightFile(path, source, source.Metadata);
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var listed = new ListedTensors(tensors);
        Write(path, listed, metadata);
    }

    /// <summary>Writes tensors, of which one after the other is read.</summary>
    internal static void Write(string path, ITensorSource tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = SafetensorsHeader.Of(tensors.Entries, metadata);
        Durable.WriteFile(path, stream =>
        {
            header.Write(stream);
            foreach (var tensor in tensors.Entries) Pieces.Write(stream, tensors, tensor.Name);
        });
    }
}
