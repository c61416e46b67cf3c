using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Reads and writes files of named tensors.</summary>
public interface IWeightFiles
{
    /// <summary>Opens a file. Its format is derived from its content,
    /// whatever its name; no code in it is ever run.</summary>
    /// <param name="path">
    /// A safetensors file, or the <c>.safetensors.index.json</c> of a sharded one; a
    /// PyTorch file (<c>.pth</c>, <c>.pt</c>); a network pickle of EDM (<c>.pkl</c>).
    /// Tensors inside dictionaries are named by their path, joined with dots: <c>ema.model.map_layer0.weight</c>.
    /// </param>
    /// <returns>The file; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of another
    /// format; the message names the file and what was found.</exception>
    WeightFile Read(string path);

    /// <summary>Writes tensors, atomically: a reader sees the old file or the whole new one.</summary>
    /// <param name="path">A <c>.safetensors</c> file; or a <c>.pth</c> or <c>.pt</c> file, for PyTorch.</param>
    /// <param name="tensors">Names and tensors, written in this order.</param>
    /// <param name="metadata">Facts about the file.</param>
    void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata);
}
