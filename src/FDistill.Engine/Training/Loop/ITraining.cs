using FDistill.Engine.Checkpoints;

namespace FDistill.Engine.Training.Loop;

/// <summary>Something that is trained iteration by iteration and can be stopped and resumed.</summary>
public interface ITraining : IDisposable
{
    /// <summary>How many iterations are done.</summary>
    long Iteration { get; }

    /// <summary>How many iterations make a whole training.</summary>
    long Iterations { get; }

    /// <summary>Does one iteration.</summary>
    /// <returns>What was measured on the way.</returns>
    /// <exception cref="NonFiniteException">A loss or a gradient is not
    /// finite; no weight of the network in question has changed.</exception>
    IterationReport Iterate();

    /// <summary>All that the next iteration depends on.</summary>
    /// <returns>Tensors of the caller's dispose scope, some of them the networks' own.</returns>
    TrainingState Save();

    /// <summary>Resumes from a saved state, to the bit.</summary>
    /// <param name="state">What <see cref="Save"/> returned in a training of the same parts and options.</param>
    /// <exception cref="InvalidDataException">The state is of another training: names or shapes differ.</exception>
    void Load(TrainingState state);
}
