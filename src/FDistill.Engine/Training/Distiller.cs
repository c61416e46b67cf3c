using FDistill.Engine.Checkpoints;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>Algorithm 1 of the paper.</summary>
public sealed class Distiller : ITraining
{
    /// <summary>Makes student, fake score and head.</summary>
    /// <param name="parts">What the distillation is made of; they stay the caller's.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="environment">Where it is computed, and the seed.</param>
    /// <param name="collective">What the processes of the run do together.</param>
    public Distiller(DistillationParts parts, TrainingOptions options, RunEnvironment environment, ICollective collective) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public long Iteration => throw new NotSupportedException();

    /// <inheritdoc/>
    public long Iterations => throw new NotSupportedException();

    /// <summary>The student as it is now.</summary>
    public IDenoiser Student => throw new NotSupportedException();

    /// <summary>Copies an average of the student's weights into a network.</summary>
    /// <param name="network">A network that the teacher made.</param>
    /// <param name="average">Which of the averages; the first by default.</param>
    public void CopyAverageTo(IDenoiser network, int average = 0) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IterationReport Iterate() => throw new NotSupportedException();

    /// <inheritdoc/>
    public TrainingState Save() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Load(TrainingState state) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
