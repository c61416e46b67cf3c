using FDistill.Engine.Checkpoints;

namespace FDistill.Engine.Training.Loop;

/// <summary>Something that is trained turn by turn and can be put down and taken up again.</summary>
public interface ITraining : IDisposable
{
    /// <summary>How many turns are done.</summary>
    long Iteration { get; }

    /// <summary>How many turns make a whole training.</summary>
    long Iterations { get; }

    /// <summary>Does one turn.</summary>
    /// <returns>What was measured on the way.</returns>
    /// <exception cref="NonFiniteException">A loss or a gradient is not finite; no weight of the network in question has changed.</exception>
    IterationReport Iterate();

    /// <summary>All that the next turn depends on.</summary>
    /// <returns>Tensors of the caller's dispose scope, some of them the networks' own.</returns>
    TrainingState Save();

    /// <summary>Goes on from a saved state, to the bit.</summary>
    /// <param name="state">What <see cref="Save"/> returned in a training of the same parts and options.</param>
    /// <exception cref="InvalidDataException">The state is of another training: names or shapes differ.</exception>
    void Load(TrainingState state);
}
