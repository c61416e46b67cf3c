using System.Diagnostics;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Runs;

namespace FDistill.Engine.DryRuns;

/// <summary>Two iterations of a distillation at full size and a
/// small batch, one of each kind, and what they take.</summary>
/// <param name="Memory">What each network keeps in memory.</param>
/// <param name="Arithmetic">What iterations compute.</param>
/// <param name="FakeScoreAndHead">The iteration of fake score and head.</param>
/// <param name="Student">The student's iteration.</param>
/// <param name="PeakBytes">The largest memory of the process so far, all of it counted.</param>
public sealed record DryRun(
    IReadOnlyList<PartMemory> Memory, IterationArithmetic Arithmetic, IterationReport FakeScoreAndHead, IterationReport Student, long PeakBytes)
{
    /// <summary>Samples in a batch of a dry run.</summary>
    public const int Batch = 2;

    /// <summary>Makes a dry run.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="options">How the student is trained; tried in a dry run are iterations of a small batch.</param>
    /// <param name="environment">Where it is computed.</param>
    /// <param name="collective">What the processes of the run do together.</param>
    /// <param name="files">Reads the checkpoint of a warm start.</param>
    /// <exception cref="NonFiniteException">A loss or gradient is not finite.</exception>
    public static DryRun Of(DistillationParts parts, TrainingOptions options, RunEnvironment environment, ICollective collective, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        var (batch, accumulation, studentEvery) = (options.Batch, options.Accumulation, options.StudentEvery);
        (options.Batch, options.Accumulation, options.StudentEvery) = (Batch, 1, 2);
        try
        {
            using var distiller = new Distiller(parts, options, environment, collective, files);
            var (fakeScoreAndHead, student) = (distiller.Iterate(), distiller.Iterate());
            using var process = Process.GetCurrentProcess();
            return new(PartMemory.Of(parts.Teacher, distiller), IterationArithmetic.Of(parts.Teacher, distiller.Discriminator.Wanted, options), fakeScoreAndHead, student, process.PeakWorkingSet64);
        }
        finally
        {
            (options.Batch, options.Accumulation, options.StudentEvery) = (batch, accumulation, studentEvery);
        }
    }
}
