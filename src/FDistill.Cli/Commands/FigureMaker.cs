using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Cli.Presentation;
using FDistill.Formats.Files;
using FDistill.Hosting;
using FDistill.Hosting.Figures;
using FDistill.Hosting.Laboratory;
using FDistill.Reports.Charts;
using FDistill.Reports.Figures;
using FDistill.Reports.Laboratory;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary>Makes figures of runs, writes them and describes them.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
internal sealed class FigureMaker(Terminal terminal, MessageLog log)
{
    private const string DefaultFolder = "figures";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes figures.</summary>
    /// <param name="request">Which, and where.</param>
    /// <returns>The exit code.</returns>
    public int Make(FigureRequest request)
    {
        var isFile = request.Output is { } output && Path.HasExtension(output);
        if (isFile) ChartFile.CheckEnding(request.Output!);
        if (isFile && request.Kinds.Count > 1) throw new UserException($"--output: {request.Output} is one file, and {request.Kinds.Count} figures are asked for: name a folder, or one figure with --which.");

        using var interruption = new Interruption(() => log.Status.Say("Stopping. Once more to stop at once"));
        var environment = Environment.GetEnvironmentVariables();
        using var library = new DivergenceLibrary(environment, log.Configure);
        var others = request.Compared.Select(name => new NamedWeight(name, new WeightFunction(library.Create(name)))).ToList();
        var runs = new List<FigureRun>();
        try
        {
            foreach (var run in request.Runs) runs.Add(FigureRun.Open(run, request.Overrides, environment, log.Configure));
            var figures = new RunFigures(runs, others, request.Drawing, new FigureDisplay(terminal, log.Status));
            var made = new JsonArray();
            foreach (var kind in request.Kinds)
            {
                if (Make(figures, kind, request.AsFarAsPossible, interruption.Token) is not { } figure) continue;
                var path = isFile ? request.Output! : Path.Combine(request.Output ?? Path.Combine(runs[0].Folder, DefaultFolder), figure.Name + (figure.Pictures is null ? ".svg" : ".png"));
                figure.Write(path);
                made.Add((JsonNode)figure.ToJson());
                terminal.Out.WriteLine(Wrapping.Wrap(figure.Reading, terminal.Width));
                terminal.Out.WriteLine($"Written: {path}");
            }
            if (made.Count == 0) throw new UserException("These runs give none of the figures.");
            if (request.Json is not null) Durable.WriteFile(request.Json, made.ToJsonString(Indented) + "\n");
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        finally
        {
            foreach (var run in runs) run.Dispose();
        }
    }

    private Figure? Make(RunFigures figures, FigureKind kind, bool mayLack, CancellationToken cancel)
    {
        try
        {
            return figures.Make(kind, cancel);
        }
        catch (Exception lacking) when (mayLack && lacking is UserException or InvalidDataException)
        {
            log.Status.Say(Wrapping.Wrap($"Left out: {lacking.Message}", terminal.Width));
            return null;
        }
    }
}
