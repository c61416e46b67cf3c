using System.Globalization;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting.RunFiles;
using FDistill.Reports;
using FDistill.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>What every training leaves in its run's folder, whatever it trains.</summary>
/// <param name="folder">The folder.</param>
/// <param name="settings">What is said of the run beyond its file.</param>
/// <param name="environment">Where it computes.</param>
/// <param name="files">Reads and writes weights.</param>
/// <param name="observers">Who observes besides the folder's own logs.</param>
/// <param name="loggers">Makes loggers.</param>
internal sealed class TrainingLoop(
    RunFolder folder,
    RunSettings settings,
    RunEnvironment environment,
    IWeightFiles files,
    IEnumerable<IRunObserver> observers,
    ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger<TrainingLoop>();

    /// <summary>Makes the folder, or finds it as it was left, and writes down what runs.</summary>
    /// <param name="resolved">The resolved run file.</param>
    /// <param name="plugins">The plugins used.</param>
    public void Open(string resolved, PluginLock plugins)
    {
        folder.Open(resolved);
        if (settings.Resume && File.Exists(folder.PluginLock)) Compare(plugins);
        plugins.Write(folder.PluginLock);
    }

    private void Compare(PluginLock plugins)
    {
        try
        {
            if (plugins.ChangedFrom(PluginLock.Read(folder.PluginLock)) is { Count: > 0 } changed)
                logger.LogWarning("Since the run began these plugins have changed: {Plugins}; it may not resume to the bit", string.Join(", ", changed));
        }
        catch (InvalidDataException damage)
        {
            logger.LogWarning("{Damage}; it is written anew, and whether the plugins are those that the run began with cannot be determined", damage.Message);
        }
    }

    /// <summary>Trains to the last iteration, or until asked to stop.</summary>
    /// <param name="training">What is trained.</param>
    /// <param name="checkpoints">When checkpoints are written.</param>
    /// <param name="trained">Makes samples on the way; null where what is trained makes none.</param>
    /// <param name="cancel">Asks to stop.</param>
    public RunOutcome Run(ITraining training, CheckpointOptions checkpoints, TrainedSampler? trained, CancellationToken cancel)
    {
        using var metrics = new MetricsLog(folder.Metrics);
        var events = new TensorBoardLog(folder.Events);
        IRunObserver[] all =
        [
            metrics, events, new WarningLog(folder.Metrics, loggers.CreateLogger<WarningLog>()), .. observers, .. trained?.Watch(metrics, events, cancel) ?? [],
        ];
        var states = new CheckpointFolder(folder.Checkpoints, files, loggers.CreateLogger<CheckpointFolder>());
        return new TrainingRun(training, states, checkpoints, all, loggers.CreateLogger<TrainingRun>()).Run(settings.Resume, cancel, settings.Saves);
    }

    /// <summary>Writes the trained network in its ecosystem's format.</summary>
    /// <param name="write">Writes it to a folder.</param>
    public void Export(Action<string> write)
    {
        Directory.CreateDirectory(folder.Export);
        write(folder.Export);
    }

    /// <summary>Writes what was measured, and the report.</summary>
    /// <param name="runFile">What was run.</param>
    /// <param name="table">What was measured; null for nothing.</param>
    /// <param name="pictures">Sheets of samples.</param>
    public void Report(RunFile runFile, EvaluationTable? table, IReadOnlyList<ReportPicture> pictures)
    {
        var entries = MetricsFile.Read(folder.Metrics);
        IReadOnlyList<MetricsEntry> history = [.. entries.Where(entry => entry.Evaluation is null)];
        if (table is not null) EvaluationRow.WriteAll(folder.Evaluation, table.Rows);
        HtmlReport.Write(folder.Report, new ReportContent
        {
            Name = runFile.Name!,
            Summary = Summary(runFile, history),
            Pictures = pictures,
            Table = table,
            History = history,
            Course = EvaluationCourse.Of(entries, table?.Rows ?? [], history.Count == 0 ? 0 : history[^1].Iteration),
            Facts = [new ReportFacts("Parts", Parts(runFile)), new ReportFacts("Machine", Machine.Facts(environment))],
            Configuration = ResolvedRunFile.ToText(runFile),
        });
    }

    private static string Summary(RunFile runFile, IReadOnlyList<MetricsEntry> history)
    {
        var duration = TimeSpan.FromSeconds(history.Sum(entry => entry.Values.GetValueOrDefault(MetricsEntry.Seconds)));
        var parts = string.Join(", ", Parts(runFile).Take(4).Select(part => $"{part.Key} '{part.Value}'"));
        return string.Create(CultureInfo.InvariantCulture, $"{history.Count:N0} iterations in {(int)duration.TotalMinutes} min {duration.Seconds} s: {parts}.");
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Parts(RunFile runFile) =>
        [.. PartChoices.In(runFile).Select(choice => KeyValuePair.Create(choice.Part.Kind.Name, choice.Name))];
}
