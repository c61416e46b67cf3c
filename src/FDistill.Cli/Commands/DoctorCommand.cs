using FDistill.Cli.Diagnosis;
using FDistill.Cli.Presentation;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill doctor</c>: says what the program runs on and what stands in its way.</summary>
internal sealed class DoctorCommand : VerbCommand
{
    public DoctorCommand(Terminal terminal)
        : base("doctor", "Says what fdistill runs on here, and what stands in its way.", "fdistill doctor") =>
        SetAction(_ =>
        {
            var findings = Doctor.Examine().ToList();
            foreach (var finding in findings)
                terminal.Out.WriteLine(Wrapping.Wrap($"{(finding.IsProblem ? "!!" : "ok")}  {finding.Subject,-10}  {finding.Text}", terminal.Width, hang: 16));
            var problems = findings.Count(finding => finding.IsProblem);
            terminal.Out.WriteLine(problems == 0 ? "All is well." : $"{problems} problem{(problems == 1 ? "" : "s")}; see the lines that begin with !!.");
            return problems == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
}
