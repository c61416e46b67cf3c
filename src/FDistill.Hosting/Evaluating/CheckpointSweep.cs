using FDistill.Engine.Checkpoints;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Sampling;
using FDistill.Reports;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Evaluating;

/// <summary>Measures the checkpoints of a run, the oldest first, and leaves
/// out those that have been measured with the same settings.</summary>
public sealed class CheckpointSweep : IDisposable
{
    private readonly RunLocation location;
    private readonly EvaluatedRunFile runFile;
    private readonly ServiceProvider services;
    private readonly ITeacher teacher;
    private readonly Lazy<IDenoiser> student;
    private readonly int? average;
    private readonly ILogger logger;

    private CheckpointSweep(RunLocation location, EvaluatedRunFile runFile, int? average, ServiceProvider services)
    {
        (this.location, this.runFile, this.average, this.services) = (location, runFile, average, services);
        teacher = services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher);
        student = new Lazy<IDenoiser>(teacher.CreateTrainable);
        logger = services.GetRequiredService<ILogger<CheckpointSweep>>();
    }

    /// <summary>Whether a path is a run's folder, or one of its checkpoints'.</summary>
    /// <param name="path">What the user named.</param>
    public static bool IsRun(string path) => RunLocation.IsRun(path);

    /// <summary>Opens a run.</summary>
    /// <param name="path">The run's folder, or one of its checkpoints'.</param>
    /// <param name="average">Which average of a student; null for its weights themselves.</param>
    /// <param name="request">What is given besides.</param>
    /// <exception cref="UserException">There is no such run, or its parts do not fit each other.</exception>
    public static CheckpointSweep Open(string path, int? average, EvaluationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var location = RunLocation.Of(path, () => new RunFileLoader(request.Environment).Plugins(request.Overrides));
        var run = request.Load<EvaluatedRunFile>(location.RunFile, EvaluatedRunFile.Ignored);
        var services = request.Compose(run, collection => collection.AddPart(PartKeys.Teacher, run.RunFile.Teacher).AddEvaluation(run.RunFile.Evaluation), checks => checks.Check(run.RunFile));
        return new CheckpointSweep(location, run.RunFile, average, services);
    }

    /// <summary>Measures.</summary>
    /// <param name="again">Whether to measure also what has been measured.</param>
    /// <param name="cancel">Asks to stop; every score is saved as soon as it is known.</param>
    /// <exception cref="UserException">There is no checkpoint yet, or none that can be sampled.</exception>
    /// <exception cref="InvalidDataException">Something cannot be measured.</exception>
    public async Task<EvaluationOutcome> RunAsync(bool again, CancellationToken cancel)
    {
        var folder = new RunFolder(Path.GetDirectoryName(location.Checkpoints!)!);
        var path = folder.Metrics;
        using var claimed = RunLock.Take(folder);
        using var log = new MetricsFile(path, keep: _ => true);
        var scored = log.Entries.Where(entry => entry.Identity is not null).ToLookup(entry => entry.Identity!);
        var identity = new ScoreIdentity(runFile);
        var rows = new List<EvaluationRow>();
        try
        {
            foreach (var checkpoint in Checkpoints())
                foreach (var evaluated in Networks(checkpoint))
                {
                    var id = identity.Of(evaluated.Sampler, evaluated.Weights(checkpoint));
                    if (!again && scored[id].LastOrDefault() is { } known)
                    {
                        rows.Add(new EvaluationRow(evaluated.Name, known.Values, Recorded: true) { Columns = known.Columns });
                        continue;
                    }
                    if (await MeasureAsync(checkpoint, evaluated, cancel) is not { } row) continue;
                    log.Append(new MetricsEntry(checkpoint.Iteration, row.Values) { Evaluation = row.Name, Identity = id, Columns = row.Columns });
                    rows.Add(row);
                }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new EvaluationOutcome(Table(rows), Interrupted: true, path);
        }
        if (rows.Count == 0) throw new UserException($"None of the checkpoints in {location.Checkpoints} could be measured.");
        return new EvaluationOutcome(Table(rows), Interrupted: false, path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (student.IsValueCreated) student.Value.Dispose();
        services.Dispose();
    }

    private IReadOnlyList<FinishedCheckpoint> Checkpoints()
    {
        var folder = new CheckpointFolder(location.Checkpoints!, services.GetRequiredService<IWeightFiles>(), services.GetRequiredService<ILogger<CheckpointFolder>>());
        var found = location.Checkpoint is { } named ? [named] : folder.All();
        return found.Count > 0 ? [.. found.Select(FinishedCheckpoint.Of)] : throw new UserException($"There is no checkpoint in {location.Checkpoints} yet.");
    }

    /// <summary>What of a checkpoint is sampled, and how: a student in its own
    /// steps, a teacher in each of the ways that the run file asks for.</summary>
    private IEnumerable<EvaluatedCheckpoint> Networks(FinishedCheckpoint checkpoint)
    {
        var name = $"checkpoint {checkpoint.Iteration:D6}";
        if (checkpoint.Sha256.ContainsKey(SampledNetwork.Teacher.Network))
            return Ways().Select(subject => new EvaluatedCheckpoint($"{name}, {subject.Name}", SampledNetwork.Teacher, subject.Identity, () => subject.Sampler));
        var studentSteps = runFile.Training.StudentSteps;
        return [new EvaluatedCheckpoint(name, SampledNetwork.Student(average), $"student, {studentSteps} steps", () => new StudentSampler(teacher, student.Value, studentSteps))];
    }

    /// <summary>The ways of sampling a teacher that the run file asks for, or the customary one.</summary>
    private IReadOnlyList<TeacherSubject> Ways() => runFile.Evaluation is { TeacherSamplers: null, TeacherSteps.Count: 0 }
        ? [TeacherSubject.Of(teacher, new EvaluationOptions())[^1]]
        : TeacherSubject.Of(teacher, runFile.Evaluation!);

    /// <summary>Measures a network; null, with a warning, where its checkpoint is damaged and others may do.</summary>
    private async Task<EvaluationRow?> MeasureAsync(FinishedCheckpoint finished, EvaluatedCheckpoint evaluated, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            evaluated.Network.CopyTo(finished, services.GetRequiredService<IWeightFiles>(), evaluated.Network == SampledNetwork.Teacher ? teacher.Denoiser : student.Value);
        }
        catch (InvalidDataException damage) when (location.Checkpoint is null)
        {
            logger.LogWarning("Passed over: {Reason}", damage.Message);
            return null;
        }
        return (await services.NamingAsync(() => services.GetRequiredService<RunEvaluation>().MeasureAsync(evaluated.Name, evaluated.Make(), cancel))).Single();
    }

    private static EvaluationTable Table(IReadOnlyList<EvaluationRow> rows) =>
        new(rows, rows.Any(row => row.Recorded) ? "Measured before with the same settings; --again measures anew." : null);
}
