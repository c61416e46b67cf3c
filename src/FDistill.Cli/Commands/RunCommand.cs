using System.CommandLine;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill run FILE</c>: distills what a run file describes.</summary>
internal sealed class RunCommand : VerbCommand
{
    public RunCommand(Func<ParseResult, Runner> runner)
        : base("run", "Distills what a run file describes.",
            "fdistill run samples/digits.json",
            "fdistill run samples/digits.json --set divergence.use=forward-kl",
            "fdistill run samples/digits.json --resume",
            "fdistill run samples/cifar10.json --dry-run",
            "fdistill run samples/sd15.json --dry-run --memory 80GB")
    {
        var file = new Argument<string>("file") { Description = "The run file (JSON)." };
        var options = new RunOptions();
        var measureTeacher = new Option<bool>("--measure-teacher") { Description = "Measures the teacher anew instead of repeating recorded rows." };
        var memory = MemorySize.Option("--memory", "With --dry-run: plan for a GPU of this much memory, such as 80GB. Default: the run's device and what it has.");
        Arguments.Add(file);
        options.AddTo(this);
        Options.Add(measureTeacher);
        Options.Add(memory);
        SetAction(async (parsed, _) => options.IsDry(parsed)
            ? runner(parsed).DryRun(parsed.GetValue(file)!, options.Overrides(parsed), parsed.GetValue(memory))
            : await runner(parsed).RunAsync<DistillationRunFile>(
                parsed.GetValue(file)!,
                options.Overrides(parsed),
                new RunSettings(options.Resumes(parsed), parsed.GetValue(measureTeacher)),
                isDry: false,
                "run",
                options.MaxTime(parsed)));
    }
}
