using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting.Exporting;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill export RUN OUT</c>: hands a distilled student on as a model of its own.</summary>
internal sealed class ExportCommand : VerbCommand
{
    public ExportCommand(Terminal terminal, Func<ParseResult, MessageLog> log)
        : base("export", "Writes a distilled student as a model of its own, for other programs.",
            "fdistill export runs/sd15 my-model --format diffusers",
            "fdistill export runs/sd15/checkpoints/020000 my-model --ema none --force",
            "fdistill export runs/digits my-weights")
    {
        var run = new Argument<string>("run") { Description = "A run's folder, or one of its checkpoints'." };
        var output = new Argument<string>("output") { Description = "The folder to write; it is there only when it is complete." };
        var format = new Option<string?>("--format") { Description = "diffusers for latent models, weights for the network alone. Default: the first that the model has.", HelpName = "name" };
        var average = new AverageOption();
        var force = new Option<bool>("--force") { Description = "Replaces what the folder holds." };
        Arguments.Add(run);
        Arguments.Add(output);
        foreach (var option in (Option[])[format, average, force]) Options.Add(option);
        SetAction(parsed =>
        {
            using var export = StudentExport.Open(parsed.GetValue(run)!, average.Of(parsed), Environment.GetEnvironmentVariables(), log(parsed).Configure);
            var written = export.Write(parsed.GetValue(format), parsed.GetValue(output)!, parsed.GetValue(force));
            terminal.Out.WriteLine($"The student ({written}) is in {parsed.GetValue(output)}");
            return ExitCodes.Done;
        });
    }
}
