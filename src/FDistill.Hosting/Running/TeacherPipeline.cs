using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Engine.TeacherTraining;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running;

/// <summary>A teacher's training from its first act to its last: train, export, measure.</summary>
/// <param name="runFile">What to run.</param>
/// <param name="folder">What it leaves behind.</param>
/// <param name="teacher">The model, as yet untrained.</param>
/// <param name="dataset">What it learns.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="collective">What the processes of the run do together.</param>
/// <param name="files">Reads and writes weights.</param>
/// <param name="evaluation">Measures.</param>
/// <param name="prompts">The texts that samples are asked for.</param>
/// <param name="trainings">Runs the loop.</param>
/// <param name="plugins">The plugins used.</param>
internal sealed class TeacherPipeline(
    TeacherTrainingRunFile runFile,
    RunFolder folder,
    [FromKeyedServices(PartKeys.Teacher)] ITeacher teacher,
    [FromKeyedServices(PartKeys.Dataset)] IDataset dataset,
    RunEnvironment environment,
    ICollective collective,
    IWeightFiles files,
    RunEvaluation evaluation,
    RunPrompts prompts,
    TrainingLoop trainings,
    PluginLock plugins) : IRunPipeline
{
    /// <summary>The name of the file with what was measured, for run files that distill this teacher.</summary>
    public const string RowsFile = "teacher-rows.json";

    /// <inheritdoc/>
    public async Task<RunSummary> RunAsync(CancellationToken cancel)
    {
        using var trainer = new TeacherTrainer(teacher, dataset, runFile.TeacherTraining, environment, collective);
        trainings.Open(ResolvedRunFile.ToText(runFile), plugins);
        var average = new AveragedTeacher(teacher, trainer, new TeacherSampling { Steps = runFile.Report.TeacherSteps });
        var gallery = new SampleGallery(teacher, runFile.Report, environment, folder.Samples, prompts);

        RunOutcome? outcome = null;
        try
        {
            // Train.
            outcome = trainings.Run(trainer, runFile.Checkpoints, new TrainedSampler("teacher", average, gallery, evaluation), cancel);
            if (!outcome.Completed) return new RunSummary(folder, outcome, Table: null);

            // Leave the average of its weights; from here on the teacher has them.
            gallery.Take("Teacher", $"The teacher's samples: {average.Description}.", average);
            trainings.Export(export => new TeacherExport(files).Write(teacher, trainer, runFile.TeacherTraining, environment.Seed, export));

            // How good is it, with how many evaluations?
            var rows = await evaluation.MeasureTeacherAsync(cancel);
            if (rows.Count > 0) Record(rows);
            var table = rows.Count > 0 ? new EvaluationTable(rows) : null;
            trainings.Report(runFile, table, gallery.Pictures);
            return new RunSummary(folder, outcome, table);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new RunSummary(folder, outcome is null ? null : outcome with { Completed = false }, Table: null);
        }
    }

    private void Record(IReadOnlyList<EvaluationRow> rows)
    {
        var hashes = TeacherRows.Files(runFile.Evaluation!, runFile.Teacher!).ToDictionary(file => file.Key, file => RecordedRows.HashOf(file.Value));
        hashes["teacher"] = RecordedRows.HashOf(Directory.EnumerateFiles(folder.Export, "*.safetensors", SearchOption.AllDirectories).Single());
        new RecordedRows(runFile.Evaluation!.Samples, Machine.Describe(environment), hashes, rows).Write(Path.Combine(folder.Path, RowsFile));
    }
}
