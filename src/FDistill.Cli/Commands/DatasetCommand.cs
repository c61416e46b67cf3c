using System.CommandLine;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill dataset …</c>: makes and looks at datasets.</summary>
internal sealed class DatasetCommand : VerbCommand
{
    public DatasetCommand(Func<ParseResult, DatasetTool> tool)
        : base("dataset", "Makes and looks at datasets.", "fdistill dataset build photographs photographs-64.zip --size 64", "fdistill dataset inspect photographs-64.zip",
            "fdistill dataset encode samples/sd15.json coyo-encoded")
    {
        Subcommands.Add(Build(tool));
        Subcommands.Add(Inspect(tool));
        Subcommands.Add(Encode(tool));
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

    private static VerbCommand Encode(Func<ParseResult, DatasetTool> tool)
    {
        var command = new VerbCommand("encode", "Runs a teacher's autoencoder and text encoders once over its dataset, and stores what they make of it; the same command resumes where it was stopped.",
            "fdistill dataset encode samples/sd15.json coyo-encoded",
            "fdistill dataset encode samples/sd15.json coyo-encoded --batch 16 --type bf16 --device cuda",
            "fdistill run samples/sd15.json --set 'dataset={\"use\":\"encoded\",\"folder\":\"coyo-encoded\"}'");
        var file = new Argument<string>("file") { Description = "A run file with a teacher and a dataset." };
        var output = new Argument<string>("output") { Description = "The folder to write." };
        var batch = Positive("--batch", "Records encoded at once. Default: 8.");
        var shard = Positive("--shard", "Records in a file, made a multiple of the batch; a kill costs no more than these. Default: 1000.");
        var type = new Option<string>("--type") { Description = "The numbers stored: fp32 keeps every bit, bf16 takes half the room.", HelpName = "type", DefaultValueFactory = _ => "fp32" };
        type.AcceptOnlyFromAmong("fp32", "bf16");
        var settings = new RunFileOptions();
        command.Arguments.Add(file);
        command.Arguments.Add(output);
        foreach (var option in (Option[])[batch, shard, type]) command.Options.Add(option);
        settings.AddTo(command);
        command.SetAction(parsed => tool(parsed).Encode(
            parsed.GetValue(file)!, settings.Overrides(parsed), parsed.GetValue(output)!, parsed.GetValue(batch) ?? 8, parsed.GetValue(shard) ?? 1000, parsed.GetValue(type) == "bf16"));
        return command;
    }

    private static Option<int?> Positive(string name, string description)
    {
        var option = WholeNumber.Option<int>(name, description);
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1) result.AddError($"{name}: found {result.GetValue(option)}, expected at least 1.");
        });
        return option;
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
