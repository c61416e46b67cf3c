using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Named tensors that are read when they are asked for.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>The tensors, in their order.</summary>
    IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">The name of one of <see cref="Entries"/>.</param>
    /// <returns>On the CPU, in the caller's dispose scope. It may share memory with
    /// other tensors, and is laid out as it was saved: do not change it.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read there.</exception>
    Tensor Read(string name);

    /// <summary>Reads some rows of one tensor; where the format allows, without the others.</summary>
    /// <param name="name">The name of one of <see cref="Entries"/>, of at least one dimension.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    /// <returns>On the CPU, in the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read there.</exception>
    Tensor ReadRows(string name, long start, long count)
    {
        using var scope = NewDisposeScope();
        return Read(name).narrow(0, start, count).clone().MoveToOuterDisposeScope();
    }
}
