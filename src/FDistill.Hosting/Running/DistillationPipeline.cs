using FDistill.Engine.DryRuns;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>A distillation from its first act to its last: measure
/// the student, distill, measure it again, report.</summary>
/// <param name="runFile">What to run.</param>
/// <param name="settings">What the command line says of it.</param>
/// <param name="folder">What it leaves behind.</param>
/// <param name="parts">The parts chosen.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="collective">What the processes of the run do together.</param>
/// <param name="files">Reads and writes weights.</param>
/// <param name="evaluation">Measures.</param>
/// <param name="prompts">The texts that samples are asked for.</param>
/// <param name="trainings">Runs the loop.</param>
/// <param name="plugins">The plugins used.</param>
/// <param name="logger">Where it says what is likely not meant.</param>
internal sealed class DistillationPipeline(
    DistillationRunFile runFile,
    RunSettings settings,
    RunFolder folder,
    DistillationParts parts,
    RunEnvironment environment,
    ICollective collective,
    IWeightFiles files,
    RunEvaluation evaluation,
    RunPrompts prompts,
    TrainingLoop trainings,
    PluginLock plugins,
    ILogger<DistillationPipeline> logger) : IRunPipeline
{
    /// <inheritdoc/>
    public async Task<RunSummary> RunAsync(CancellationToken cancel)
    {
        foreach (var warning in RecipeSummary.Of(runFile.Training, collective.World).Warnings(runFile.Training)) logger.LogWarning("{Warning}", $"In this run, {warning}.");

        // What was recorded of the teacher must be of the teacher at hand.
        var recorded = settings.MeasureTeacher || runFile.Evaluation is null ? null : TeacherRows.Read(runFile.Evaluation, runFile.Teacher!);

        // The student starts as the teacher's copy.
        using var distiller = new Distiller(parts, runFile.Training, environment, collective, files);

        // The folder says what is run, with which plugins.
        trainings.Open(ResolvedRunFile.ToText(runFile), plugins);
        using var student = new AveragedStudent(parts.Teacher, distiller, runFile.Training.StudentSteps);
        var gallery = new SampleGallery(parts.Teacher, runFile.Report, environment, folder.Samples, prompts);
        var teacherSampler = new TeacherSampler(parts.Teacher, new TeacherSampling { Steps = runFile.Report.TeacherSteps, Guidance = runFile.Training.Guidance });
        gallery.Take("Teacher", $"The teacher's samples: {teacherSampler.Description}.", teacherSampler, "teacher.png");
        gallery.Take("Student, before", "The student's samples before the distillation, on the same noise and labels.", student);

        RunOutcome? outcome = null;
        try
        {
            // How good is it before, without any training?
            var before = await evaluation.MeasureAsync("student, before", student, cancel);

            // Distill.
            outcome = trainings.Run(distiller, runFile.Checkpoints, new TrainedSampler("student", student, gallery, evaluation), cancel);
            if (!outcome.Completed) return new RunSummary(folder, outcome, Table: null);
            gallery.Take("Student, after", "The student's samples after the distillation, on the same noise and labels.", student);

            // How good is it now, beside its teacher?
            var after = await evaluation.MeasureAsync("student, after", student, cancel);
            var teacher = recorded?.Rows ?? await evaluation.MeasureTeacherAsync(cancel);
            var table = Table([.. before, .. after, .. teacher], recorded);

            // Leave the student and the report.
            trainings.Export(export => parts.Teacher.Export(student.Network, export));
            trainings.Report(runFile, table, gallery.Pictures);
            return new RunSummary(folder, outcome, table);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new RunSummary(folder, outcome is null ? null : outcome with { Completed = false }, Table: null);
        }
    }

    private static EvaluationTable? Table(IReadOnlyList<EvaluationRow> rows, RecordedRows? recorded)
    {
        if (rows.Count == 0) return null;
        var note = recorded is null ? null : $"Recorded when the teacher was trained, on {recorded.Samples:N0} samples; times on {recorded.Machine}.";
        return new EvaluationTable(rows, note);
    }
}
