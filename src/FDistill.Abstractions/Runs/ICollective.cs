using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>What the processes of a run do together. The means
/// that the method takes over the batch go through it.</summary>
public interface ICollective
{
    /// <summary>This process's number.</summary>
    int Rank { get; }

    /// <summary>How many processes there are.</summary>
    int World { get; }

    /// <summary>Sums a tensor over all processes.</summary>
    /// <param name="value">Any shape; not changed.</param>
    /// <returns>The sum, the same in every process.</returns>
    Tensor Sum(Tensor value);
}
