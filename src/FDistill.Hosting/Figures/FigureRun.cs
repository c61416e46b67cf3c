using System.Collections;
using System.Text.Json.Nodes;
using FDistill.Divergences;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Training;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Running.Kinds;
using FDistill.Hosting.Sampling;
using FDistill.Reports;
using FDistill.Reports.Figures;
using FDistill.Reports.Laboratory;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Figures;

/// <summary>A run that figures are made of. Its parts and networks are made when a figure first needs them.</summary>
public sealed class FigureRun : IDisposable
{
    private readonly RunLocation location;
    private readonly RunFolder folder;
    private readonly DistillationRunFile runFile;
    private readonly ServiceProvider services;
    private readonly Dictionary<(int Count, long Seed), IReadOnlyList<SurveyedSample>> surveys = [];

    private FigureRun(RunLocation location, RunFolder folder, DistillationRunFile runFile, ServiceProvider services) =>
        (this.location, this.folder, this.runFile, this.services) = (location, folder, runFile, services);

    /// <summary>Where it lies.</summary>
    public string Folder => folder.Path;

    /// <summary>What it is called: its folder's name.</summary>
    public string Name => Path.GetFileName(folder.Path);

    /// <summary>Its divergence.</summary>
    public NamedWeight Divergence => new(runFile.Divergence!.Name, new WeightFunction(services.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence)));

    /// <summary>All that it was given, with every default.</summary>
    public JsonObject Settings => ResolvedRunFile.ToJson(runFile);

    /// <summary>What its training measured.</summary>
    /// <exception cref="UserException">It has not measured anything yet.</exception>
    public IReadOnlyList<MetricsEntry> History => [.. Metrics().Where(entry => entry.Evaluation is null)];

    /// <summary>What was measured of its student: before and after the
    /// training, and at checkpoints, in the order of the iterations.</summary>
    public IReadOnlyList<MetricsEntry> Evaluations =>
        EvaluationCourse.Of(Metrics(), File.Exists(folder.Evaluation) ? EvaluationRow.ReadAll(folder.Evaluation) : [], runFile.Training.Iterations);

    /// <summary>Opens a run.</summary>
    /// <param name="path">The run's folder, or one of its checkpoints'.</param>
    /// <param name="overrides">Overrides of its run file, such as where its data lie now.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such run, or it is no distillation.</exception>
    public static FigureRun Open(string path, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var loader = new RunFileLoader(environment);
        var location = RunLocation.Of(path, () => loader.Plugins(overrides));
        if (location.Checkpoints is null) throw new UserException($"{path} is no run: figures are made of a run's folder, such as runs/digits, or of one of its checkpoints'.");
        if (JsonNode.Parse(File.ReadAllBytes(location.RunFile))?[PartKeys.Divergence] is null) throw new UserException($"{path} is no distillation: its run.json names no divergence, and figures show what one does.");
        var run = loader.Load<DistillationRunFile>(location.RunFile, overrides);
        var services = PartContainer.Of(run, collection => new DistillationKind().Add(collection.AddLogging(logging), run.RunFile));
        return new FigureRun(location, new RunFolder(Path.GetDirectoryName(location.Checkpoints)!), run.RunFile, services);
    }

    /// <summary>Lets the networks of the newest checkpoint, or of the one that was
    /// named, make and look at samples; asked for the same again it remembers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <exception cref="UserException">There is no checkpoint yet.</exception>
    public IReadOnlyList<SurveyedSample> Survey(int count, long seed, IProgress<FigureProgress>? progress, CancellationToken cancel)
    {
        if (surveys.TryGetValue((count, seed), out var known)) return known;
        IReadOnlyList<SurveyedSample> samples = [];
        location.Fill(services, checkpoint =>
        {
            using var survey = new SampleSurvey(
                services.GetRequiredService<DistillationParts>(), runFile.Training, services.GetRequiredService<RunEnvironment>() with { Seed = seed }, services.GetRequiredService<ICollective>(), services.GetRequiredService<IWeightFiles>(), checkpoint.Folder);
            samples = survey.Of(count, progress is null ? null : new Counted("samples", count, progress), cancel);
        });
        return surveys[(count, seed)] = samples;
    }

    /// <summary>What teacher and student make of the same noise and the same labels or texts.</summary>
    /// <param name="count">How many samples of each.</param>
    /// <param name="seed">Of the first noise.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <exception cref="UserException">There is no checkpoint yet,
    /// or the teacher cannot be sampled as the run says.</exception>
    public Figure Compare(int count, long seed, IProgress<FigureProgress>? progress, CancellationToken cancel)
    {
        var teacher = services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher);
        using var student = teacher.CreateTrainable();
        location.Fill(services, checkpoint => SampledNetwork.Student(0).CopyTo(checkpoint, services.GetRequiredService<IWeightFiles>(), student));
        var prompts = services.GetRequiredService<RunPrompts>().OfPictures(teacher, count);
        var requested = new RequestedSamples(teacher, seed, services.GetRequiredService<RunEnvironment>().Device, prompts);
        return new SideBySide(runFile, teacher, student, requested, count, progress, cancel).Draw();
    }

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();

    private IEnumerable<MetricsEntry> Metrics() => File.Exists(folder.Metrics)
        ? MetricsFile.Read(folder.Metrics)
        : throw new UserException($"{Name} has not measured anything yet: there is no {folder.Metrics}.");

    private sealed class Counted(string what, long total, IProgress<FigureProgress> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new FigureProgress(what, value, total));
    }
}
