using System.CommandLine;
using System.Globalization;
using FDistill.Cli.Diagnosis;
using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Reports.Wording;
using FDistill.Torch;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill doctor</c>: says what the program runs on and what stands in its way.</summary>
internal sealed class DoctorCommand : VerbCommand
{
    private static readonly string[] Headings = ["work", "error", "ms", ""];

    private readonly Option<string?> device = new("--device") { Description = "Also tries a device: does there what a run does, and compares with the CPU.", HelpName = "cpu|cuda|cuda:N" };

    public DoctorCommand(Terminal terminal)
        : base("doctor", "Says what fdistill runs on here, and what stands in its way.", "fdistill doctor", "fdistill doctor --device cuda")
    {
        Computes = false;
        Options.Add(device);
        SetAction(command =>
        {
            var findings = Doctor.Examine(PluginCatalogs.Installed).ToList();
            foreach (var finding in findings)
                terminal.Out.WriteLine(Wrapping.Wrap($"{(finding.IsProblem ? "!!" : "ok")}  {finding.Subject,-10}  {finding.Text}", terminal.Width, hang: 16));
            var problems = findings.Count(finding => finding.IsProblem);
            if (command.GetValue(device) is { } named) problems += Try(terminal, named);
            terminal.Out.WriteLine(problems == 0 ? "All is well." : $"{problems} problem{(problems == 1 ? "" : "s")}; see the lines that begin with !!.");
            return problems == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static int Try(Terminal terminal, string named)
    {
        TorchRuntime.Load();
        if (ComputeDevice.Problem(named) is { } problem) throw new UserException($"--device: {problem}.");
        var resolved = ComputeDevice.Resolve(named);
        var checks = new DeviceExamination(resolved).Examine().ToList();
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"On {resolved}, beside the CPU in float64:");
        new Tables(terminal).Write(Headings, checks.Select(Row));
        return checks.Count(check => !check.IsRight);
    }

    private static string[] Row(DeviceCheck check) =>
    [
        check.Name,
        check.Failure is null ? check.Error.ToString("0.0e+0", CultureInfo.InvariantCulture) : "",
        check.Failure is null ? check.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture) : "",
        check.IsRight ? "ok" : $"!!  {check.Failure ?? string.Create(CultureInfo.InvariantCulture, $"at most {check.Tolerance:0.0e+0} is right")}",
    ];
}
