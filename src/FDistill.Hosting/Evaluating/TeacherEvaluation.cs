using FDistill.Engine.Evaluation;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Evaluating;

/// <summary>Measures the teacher of a run file, for the
/// <c>evaluation.teacherRows</c> of runs that distill it.</summary>
public static class TeacherEvaluation
{
    /// <summary>Measures, and records each row as soon as it is known.</summary>
    /// <param name="file">The run file.</param>
    /// <param name="output">The file of rows.</param>
    /// <param name="request">What is given besides.</param>
    /// <param name="cancel">Asks to stop; the rows until then are recorded.</param>
    /// <exception cref="UserException">The run file has mistakes, or its parts do not fit each other.</exception>
    /// <exception cref="InvalidDataException">Something cannot be measured.</exception>
    public static async Task<EvaluationOutcome> RunAsync(string file, string output, EvaluationRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = request.Load<EvaluatedRunFile>(file, EvaluatedRunFile.Ignored);
        var (teacher, section) = (run.RunFile.Teacher!, run.RunFile.Evaluation!);
        using var services = request.Compose(run, collection => collection.AddPart(PartKeys.Teacher, teacher).AddEvaluation(section), checks => checks.Check(run.RunFile));
        var hashes = TeacherRows.Files(section, teacher).ToDictionary(found => found.Key, found => RecordedRows.HashOf(found.Value));
        var machine = Machine.Describe(services.GetRequiredService<RunEnvironment>());
        var evaluation = services.GetRequiredService<RunEvaluation>();
        var rows = new List<EvaluationRow>();
        try
        {
            foreach (var subject in TeacherSubject.Of(services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher), section))
            {
                rows.AddRange(await services.NamingAsync(() => evaluation.MeasureAsync($"teacher, {subject.Name}", subject.Sampler, cancel)));
                new RecordedRows(section.Samples, machine, hashes, rows).Write(output);
            }

            return new EvaluationOutcome(new EvaluationTable(rows), Interrupted: false, output);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new EvaluationOutcome(new EvaluationTable(rows), Interrupted: true, output);
        }
    }
}
