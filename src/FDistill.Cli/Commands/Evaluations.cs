using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Hosting.Evaluating;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>Measures, and presents what was measured.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
internal sealed class Evaluations(Terminal terminal, MessageLog log)
{
    private const string ZipExtension = ".zip", RunFileExtension = ".json";

    /// <summary>Measures the checkpoints of a run, or images.</summary>
    /// <param name="target">The run's folder or one of its checkpoints', or a folder or zip file of images.</param>
    /// <param name="samples">How many samples; null for as many as the run file says, or all images.</param>
    /// <param name="average">Which average of a student.</param>
    /// <param name="again">Whether to measure also what has been measured.</param>
    /// <param name="with">The run file that says how images are measured.</param>
    /// <param name="overrides">What the command line gives instead.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string target, int? samples, int? average, bool again, string? with, List<Override> overrides)
    {
        using var interruption = ListenForStop();
        if (!CheckpointSweep.IsRun(target)) return Present(await MeasureImagesAsync(target, samples, with, Request(overrides), interruption.Token));

        if (with is not null) throw new UserException($"{target} is a run and says itself how it is measured: leave out --with, and change single keys with --set.");
        if (samples is { } count) overrides.Add(new Override("--samples", "evaluation:samples", $"{count}"));
        using var sweep = CheckpointSweep.Open(target, average, Request(overrides));
        return Present(await sweep.RunAsync(again, interruption.Token));
    }

    /// <summary>Measures the teacher of a run file.</summary>
    /// <param name="file">The run file.</param>
    /// <param name="output">The file of rows.</param>
    /// <param name="samples">How many samples; null for as many as the run file says.</param>
    /// <param name="overrides">What the command line gives instead.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> MeasureTeacherAsync(string file, string output, int? samples, List<Override> overrides)
    {
        using var interruption = ListenForStop();
        if (samples is { } count) overrides.Add(new Override("--samples", "evaluation:samples", $"{count}"));
        return Present(await TeacherEvaluation.RunAsync(file, output, Request(overrides), interruption.Token));
    }

    /// <summary>Writes the statistics of reference images.</summary>
    /// <param name="source">A run file, or a folder or zip file of images.</param>
    /// <param name="output">The file.</param>
    /// <param name="with">The run file that names the extractor, where the source is none.</param>
    /// <param name="overrides">What the command line gives instead.</param>
    /// <returns>The exit code.</returns>
    public int WriteStatistics(string source, string output, string? with, IReadOnlyList<Override> overrides)
    {
        var isRunFile = HasExtension(source, RunFileExtension);
        if (isRunFile && with is not null) throw new UserException($"{source} is a run file already: leave out --with.");
        if (!isRunFile) RequireImages(source);
        using var interruption = ListenForStop();
        try
        {
            var count = ReferenceStatistics.Write(isRunFile ? null : source, isRunFile ? source : with, output, Request(overrides), interruption.Token);
            terminal.Out.WriteLine($"The statistics of {count:N0} images are in {output}");
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            log.Status.Say("Nothing was written.");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<EvaluationOutcome> MeasureImagesAsync(string target, int? samples, string? with, EvaluationRequest request, CancellationToken cancel)
    {
        RequireImages(target);
        using var evaluation = ImageEvaluation.Open(target, samples, with, request);
        return await evaluation.RunAsync(cancel);
    }

    private static void RequireImages(string target)
    {
        if (Directory.Exists(target) || (File.Exists(target) && HasExtension(target, ZipExtension))) return;
        throw new UserException(File.Exists(target)
            ? $"{target} is no run's folder, and neither a folder nor a zip file of images.{(HasExtension(target, RunFileExtension) ? " A run file goes to --with, or to evaluate teacher; the run itself is a folder, such as runs/digits." : "")}"
            : $"There is no {target}.");
    }

    private static bool HasExtension(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);

    private EvaluationRequest Request(IReadOnlyList<Override> overrides) =>
        new(overrides, Environment.GetEnvironmentVariables(), log.Configure, new EvaluationDisplay(terminal, log.Status, TimeProvider.System));

    private Interruption ListenForStop() => new(() => log.Status.Say("Stopping: what has been measured is saved. Once more to stop at once"));

    private int Present(EvaluationOutcome outcome)
    {
        if (outcome.Table.Rows.Count > 0) new Tables(terminal).Write(outcome.Table);
        terminal.Out.WriteLine($"Scores   {outcome.Log}");
        return outcome.Interrupted ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
