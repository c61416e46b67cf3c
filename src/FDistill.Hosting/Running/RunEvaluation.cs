using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace FDistill.Hosting.Running;

/// <summary>The evaluations of a run; without an <c>evaluation</c> section it measures nothing.</summary>
internal sealed class RunEvaluation : IDisposable
{
    private static readonly int[] DefaultTeacherSteps = [3, 5, 7, 18];

    private readonly ITeacher teacher;
    private readonly EvaluationSection? section;
    private readonly Evaluator? evaluator;
    private readonly ILogger logger;
    private readonly Device device;

    /// <summary>Prepares the evaluations; nothing is computed yet.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="section">The run file's section.</param>
    /// <param name="parts">The section's parts.</param>
    /// <param name="environment">Where to compute.</param>
    /// <param name="logger">Where it says what it does.</param>
    /// <param name="progress">Told how it comes along.</param>
    public RunEvaluation(ITeacher teacher, RunEnvironment environment, ILogger<RunEvaluation> logger, EvaluationSection? section = null, EvaluationParts? parts = null,
        IProgress<EvaluationProgress>? progress = null)
    {
        (this.teacher, this.section, this.logger, device) = (teacher, section, logger, environment.Device);
        if (section is not null && parts is not null) evaluator = new Evaluator(parts, section, progress);
    }

    /// <summary>Measures a sampler.</summary>
    /// <returns>Its row; none without an <c>evaluation</c> section.</returns>
    public async Task<IReadOnlyList<EvaluationRow>> MeasureAsync(string name, ISampler sampler, CancellationToken cancel)
    {
        if (evaluator is null || section is null) return [];
        logger.LogInformation("Measuring the {Name}: {Samples:N0} samples", name, section.Samples);
        var rows = new List<EvaluationRow>();
        for (var repetition = 0; repetition < section.Repetitions; repetition++)
        {
            var requested = new RequestedSamples(teacher, section.Seed + ((long)repetition * section.Samples), device);
            rows.Add(await evaluator.EvaluateAsync(name, new GeneratedSamples(sampler, requested, section.Samples, section.Batch), cancel));
        }
        return [EvaluationRow.Of(rows)];
    }

    /// <summary>Measures the teacher, with as many intervals of its sampler as the run file asks for.</summary>
    /// <returns>A row for each.</returns>
    public async Task<IReadOnlyList<EvaluationRow>> MeasureTeacherAsync(CancellationToken cancel)
    {
        var rows = new List<EvaluationRow>();
        foreach (var steps in section is { TeacherSteps.Count: > 0 } ? section.TeacherSteps : DefaultTeacherSteps)
            rows.AddRange(await MeasureAsync($"teacher, {(2 * steps) - 1} evaluations", new HeunSampler(teacher, new HeunOptions { Steps = steps }), cancel));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => evaluator?.Dispose();
}
