using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Loop;

/// <summary>The collective of a run of one process: every sum is the value itself.</summary>
public sealed class SingleProcess : ICollective
{
    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int World => 1;

    /// <inheritdoc/>
    public Tensor Sum(Tensor value) => value;
}
