using FDistill.Engine.Evaluation;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Runs;

/// <summary>A run that studies need.</summary>
/// <param name="Base">The run file that it varies.</param>
/// <param name="Variant">How.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Loaded">The run file with all that differs, checked.</param>
internal sealed record PlannedRun(BaseRun Base, Variant Variant, long Seed, LoadedRun<DistillationRunFile> Loaded)
{
    /// <summary>What it is called.</summary>
    public string Name => $"{Base.Name}-{Variant.Name}, seed {Seed}";

    /// <summary>Its folder.</summary>
    public RunFolder Folder => new(Loaded.RunFile.Output!);

    /// <summary>How many iterations it has.</summary>
    public long Iterations => Loaded.RunFile.Training.Iterations;

    /// <summary>Whether it is done and measured, as it lies on the disk.</summary>
    public bool IsDone => Stage == RunStage.Done;

    /// <summary>How far it has come, as it lies on the disk.</summary>
    public RunStage Stage => RunStages.Of(Folder);

    /// <summary>What was measured of the student at its end, and of the teacher.</summary>
    /// <returns>None where it is not done.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<EvaluationRow> Results() => IsDone ? EvaluationRow.ReadAll(Folder.Evaluation) : [];
}
