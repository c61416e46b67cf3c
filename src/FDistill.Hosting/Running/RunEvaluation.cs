using FDistill.Engine.Evaluation;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>The evaluations of a run; without an <c>evaluation</c> section it measures nothing.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="logger">Where it says what it does.</param>
/// <param name="prompts">The texts that samples are asked for.</param>
/// <param name="section">The run file's section.</param>
/// <param name="evaluator">Measures with the section's parts.</param>
internal sealed class RunEvaluation(
    ITeacher teacher, RunEnvironment environment, ILogger<RunEvaluation> logger, RunPrompts prompts, EvaluationSection? section = null, Evaluator? evaluator = null)
{
    /// <summary>After how many iterations of a training it is to be measured on the way; null for never.</summary>
    public long? Every => evaluator is null ? null : section?.Every;

    /// <summary>Measures a sampler.</summary>
    /// <returns>Its row; none without an <c>evaluation</c> section.</returns>
    public async Task<IReadOnlyList<EvaluationRow>> MeasureAsync(string name, ISampler sampler, CancellationToken cancel)
    {
        if (evaluator is null || section is null) return [];
        logger.LogInformation("Measuring the {Name}: {Samples:N0} samples", name, section.Samples);
        var rows = new List<EvaluationRow>();
        for (var repetition = 0; repetition < section.Repetitions; repetition++)
        {
            var requested = new RequestedSamples(teacher, section.Seed + ((long)repetition * section.Samples), environment.Device, prompts.OfEvaluation);
            rows.Add(await evaluator.EvaluateAsync(name, new GeneratedSamples(sampler, requested, section.Samples, section.Batch), cancel));
        }
        return [EvaluationRow.Of(rows)];
    }

    /// <summary>Measures the teacher in each of the ways of sampling that the run file asks for.</summary>
    /// <returns>A row for each.</returns>
    public async Task<IReadOnlyList<EvaluationRow>> MeasureTeacherAsync(CancellationToken cancel)
    {
        if (section is null) return [];
        var rows = new List<EvaluationRow>();
        foreach (var subject in TeacherSubject.Of(teacher, section)) rows.AddRange(await MeasureAsync($"teacher, {subject.Name}", subject.Sampler, cancel));
        return rows;
    }
}
