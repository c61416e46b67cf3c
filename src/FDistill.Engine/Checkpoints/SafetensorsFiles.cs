using FDistill.Engine.Checkpoints.Files;
using FDistill.Engine.Checkpoints.Safetensors;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>Reads and writes the safetensors format: the header's length, a JSON header, the tensors' bytes without gaps.</summary>
/// <remarks>No code is ever executed from a file, and nothing in its header is believed before it is checked.</remarks>
public sealed class SafetensorsFiles : IWeightFiles
{
    /// <inheritdoc/>
    public WeightFile Read(string path)
    {
        var source = SafetensorsSource.Open(path);
        return new WeightFile(path, source, source.Metadata);
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = SafetensorsHeader.Of(tensors, metadata);
        Durable.WriteFile(path, stream =>
        {
            header.Write(stream);
            foreach (var (_, tensor) in tensors) Pieces.Write(stream, tensor);
        });
    }
}
