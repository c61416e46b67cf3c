using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Reads and writes files of named tensors.</summary>
public interface IWeightFiles
{
    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <returns>The tensors on the CPU, outside every dispose scope: the caller disposes the result.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message names the file and what was found.</exception>
    WeightFile Read(string path);

    /// <summary>Writes tensors, atomically: a reader sees the old file or the whole new one.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <param name="tensors">Names and tensors, written in this order.</param>
    /// <param name="metadata">Facts about the file.</param>
    void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata);
}

/// <summary>The content of a file of named tensors.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Tensors">Names and tensors.</param>
/// <param name="Metadata">Facts that the writer stored.</param>
public sealed record WeightFile(string Path, IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    /// <summary>Copies the tensors into a module's parameters and buffers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">Only names that begin with it are taken, without it.</param>
    /// <exception cref="InvalidDataException">Names are missing or left over, or shapes differ: one message with the full list.</exception>
    public void CopyTo(nn.Module module, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        StateDict.Copy(Tensors, prefix, module, Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values) tensor.Dispose();
    }
}
