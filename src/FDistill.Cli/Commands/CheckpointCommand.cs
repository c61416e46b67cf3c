using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Formats.Weights;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill checkpoint …</c>: looks into files of weights, and turns them into another format.</summary>
internal sealed class CheckpointCommand : VerbCommand
{
    private const string Formats = "safetensors (sharded too: its index), PyTorch's .pth or .pt, or EDM's .pkl.";

    public CheckpointCommand(Terminal terminal)
        : base("checkpoint", "Shows and converts files of weights; no code in them is run.",
            "fdistill checkpoint inspect edm-cifar10-32x32-cond-vp.pkl",
            "fdistill checkpoint convert edm-cifar10-32x32-cond-vp.pkl teacher.safetensors --entry ema")
    {
        Subcommands.Add(Inspect(terminal));
        Subcommands.Add(Convert(terminal));
    }

    private static VerbCommand Inspect(Terminal terminal)
    {
        var command = new VerbCommand("inspect", "Lists the tensors of a file of weights, and what it says of itself.", "fdistill checkpoint inspect edm-cifar10-32x32-cond-vp.pkl");
        var file = new Argument<string>("file") { Description = Formats };
        command.Arguments.Add(file);
        command.SetAction(parsed =>
        {
            using var weights = new WeightFiles().Read(parsed.GetValue(file)!);
            new WeightFileSheet(terminal).Write(weights);
            return ExitCodes.Done;
        });
        return command;
    }

    private static VerbCommand Convert(Terminal terminal)
    {
        var command = new VerbCommand("convert", "Writes the tensors of a file of weights in another format, which the new file's name determines.",
            "fdistill checkpoint convert edm-cifar10-32x32-cond-vp.pkl teacher.safetensors --entry ema",
            "fdistill checkpoint convert runs/digits/checkpoints/000300/average-0.safetensors student.pth");
        var from = new Argument<string>("from") { Description = Formats };
        var to = new Argument<string>("to") { Description = "A new file: .safetensors, .pth or .pt." };
        var entry = new Option<string?>("--entry") { Description = "Takes only what lies under this key, and leaves the key out of the names.", HelpName = "key" };
        command.Arguments.Add(from);
        command.Arguments.Add(to);
        command.Options.Add(entry);
        command.SetAction(parsed =>
        {
            var converted = new WeightConversion(new WeightFiles()).Convert(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(entry));
            terminal.Out.WriteLine($"{converted} tensors in {parsed.GetValue(to)}");
            return ExitCodes.Done;
        });
        return command;
    }
}
