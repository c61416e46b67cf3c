using System.Diagnostics;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Runs;

namespace FDistill.Engine.Rehearsals;

/// <summary>Two turns of a distillation at full size and a small batch, one of each kind, and what they take.</summary>
/// <param name="Memory">What each network keeps in memory.</param>
/// <param name="Arithmetic">What turns compute.</param>
/// <param name="Watchers">The turn of fake score and head.</param>
/// <param name="Student">The student's turn.</param>
/// <param name="PeakBytes">The largest memory of the process so far, all of it counted.</param>
public sealed record Rehearsal(
    IReadOnlyList<PartMemory> Memory, TurnArithmetic Arithmetic, IterationReport Watchers, IterationReport Student, long PeakBytes)
{
    /// <summary>Samples in a batch of a rehearsal.</summary>
    public const int Batch = 2;

    /// <summary>Rehearses.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="options">How the student is trained; rehearsed are turns of a small batch.</param>
    /// <param name="environment">Where it is computed.</param>
    /// <param name="collective">What the processes of the run do together.</param>
    /// <param name="files">Reads the checkpoint of a warm start.</param>
    /// <exception cref="NonFiniteException">A loss or gradient is not finite.</exception>
    public static Rehearsal Of(DistillationParts parts, TrainingOptions options, RunEnvironment environment, ICollective collective, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        var (batch, accumulation, studentEvery) = (options.Batch, options.Accumulation, options.StudentEvery);
        (options.Batch, options.Accumulation, options.StudentEvery) = (Batch, 1, 2);
        try
        {
            using var distiller = new Distiller(parts, options, environment, collective, files);
            var (watchers, student) = (distiller.Iterate(), distiller.Iterate());
            using var process = Process.GetCurrentProcess();
            return new(PartMemory.Of(parts.Teacher, distiller), TurnArithmetic.Of(parts.Teacher, distiller.Discriminator.Wanted, options), watchers, student, process.PeakWorkingSet64);
        }
        finally
        {
            (options.Batch, options.Accumulation, options.StudentEvery) = (batch, accumulation, studentEvery);
        }
    }
}
