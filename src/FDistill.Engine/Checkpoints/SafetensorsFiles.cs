using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>Reads and writes files in the safetensors format.</summary>
public sealed class SafetensorsFiles : IWeightFiles
{
    /// <inheritdoc/>
    public WeightFile Read(string path) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) =>
        throw new NotSupportedException();
}
