using System.CommandLine;
using FDistill.Parity.Recordings;
using FDistill.Parity.Running;
using TorchSharp;

namespace FDistill.Parity;

/// <summary>The parity runner: holds recordings of reference implementations against the code.</summary>
/// <param name="output">Where results are written.</param>
/// <param name="error">Where mistakes are told.</param>
internal sealed class CommandLine(TextWriter output, TextWriter error)
{
    private readonly Argument<string[]> paths = new("path")
    {
        Description = "A recording (NAME.safetensors, .pkl or .json with NAME.checks.json beside it), or a folder of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> kind = new("--kind") { Description = "Makes only checks whose kind begins with this, e.g. edm. or fdistill.weight.", HelpName = "kind" };

    private readonly Option<string> device = new("--device") { Description = "Where networks compute, e.g. cuda: float32 without TensorFloat-32.", HelpName = "device", DefaultValueFactory = _ => "cpu" };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Holds recordings of reference implementations against the code. Exit code 1 where a check fails.");
        root.Arguments.Add(paths);
        root.Options.Add(kind);
        root.Options.Add(device);
        root.SetAction(parsed => Check(parsed.GetValue(paths)!, parsed.GetValue(kind) ?? "", parsed.GetValue(device)!));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0) return Misused(parsed.Errors[0].Message);
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private int Check(IReadOnlyList<string> named, string kindPrefix, string where)
    {
        if (named.FirstOrDefault(path => path.StartsWith('-')) is { } option) return Misused($"There is no option '{option}'.");
        var files = new List<string>();
        foreach (var path in named)
        {
            var found = ChecksFiles.Of(path);
            if (found.Count == 0) return Misused(ChecksFiles.WhyNone(path));
            files.AddRange(found);
        }

        UseAllCores();
        if (where != "cpu" && !torch.cuda.is_available()) return Misused($"--device {where}: libtorch sees no GPU here.");
        torch.backends.cudnn.allow_tf32 = false;
        var summary = new ReportWriter(output);
        var runner = new CheckRunner(CheckKinds.All, kindPrefix, new torch.Device(where));
        foreach (var file in files.Distinct()) summary.Write(file, runner.Run(file));
        return summary.Finish();
    }

    private int Misused(string problem)
    {
        error.WriteLine($"FDistill.Parity: {problem} Usage: FDistill.Parity PATH… [--kind KIND] [--device DEVICE]");
        return ExitCodes.Usage;
    }

    /// <summary>Some builds of libtorch start with a single thread;
    /// whoever wants that says so in OMP_NUM_THREADS.</summary>
    private static void UseAllCores()
    {
        if (torch.get_num_threads() == 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) torch.set_num_threads(Environment.ProcessorCount);
    }
}
