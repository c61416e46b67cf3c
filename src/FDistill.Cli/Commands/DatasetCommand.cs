using System.CommandLine;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill dataset …</c>: makes and looks at datasets.</summary>
internal sealed class DatasetCommand : VerbCommand
{
    public DatasetCommand(Func<ParseResult, DatasetTool> tool)
        : base("dataset", "Makes and looks at datasets.", "fdistill dataset build photographs photographs-64.zip --size 64", "fdistill dataset inspect photographs-64.zip")
    {
        Subcommands.Add(Build(tool));
        Subcommands.Add(Inspect(tool));
    }

    private static VerbCommand Build(Func<ParseResult, DatasetTool> tool)
    {
        var command = new VerbCommand("build", "Writes a dataset as a zip of PNG files with dataset.json, as EDM reads it.",
            "fdistill dataset build photographs photographs-64.zip --size 64",
            "fdistill dataset build imagenet imagenet.zip --size 64 --crop dhariwal",
            "fdistill dataset build cifar-10-python.tar.gz cifar10.zip --use cifar10",
            "fdistill dataset build samples/digits.json digits.zip");
        var options = new DatasetOptions();
        var output = new Argument<string>("output") { Description = "The zip to write." };
        var noLabels = new Option<bool>("--no-labels") { Description = "Leaves labels out." };
        options.AddTo(command);
        command.Arguments.Add(output);
        command.Options.Add(noLabels);
        command.SetAction(parsed => tool(parsed).Build(options.Source(parsed), options.Overrides(parsed), parsed.GetValue(output)!, withLabels: !parsed.GetValue(noLabels)));
        return command;
    }

    private static VerbCommand Inspect(Func<ParseResult, DatasetTool> tool)
    {
        var command = new VerbCommand("inspect", "Reads every record of a dataset, counts and measures, and draws a contact sheet.",
            "fdistill dataset inspect photographs-64.zip",
            "fdistill dataset inspect samples/digits.json --sheet digits.png");
        var options = new DatasetOptions();
        var sheet = new Option<string>("--sheet") { Description = "Where the contact sheet goes.", HelpName = "file", DefaultValueFactory = _ => "contact-sheet.png" };
        options.AddTo(command);
        command.Options.Add(sheet);
        command.SetAction(parsed => tool(parsed).Inspect(options.Source(parsed), options.Overrides(parsed), parsed.GetValue(sheet)!));
        return command;
    }
}
