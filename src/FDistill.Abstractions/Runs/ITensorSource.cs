using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Named tensors that are read when they are asked for.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>The tensors, in their order.</summary>
    IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">The name of one of <see cref="Entries"/>.</param>
    /// <returns>On the CPU, in the caller's dispose scope. It may share memory with other tensors, and is laid out as it was saved: do not change it.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read there.</exception>
    Tensor Read(string name);
}
