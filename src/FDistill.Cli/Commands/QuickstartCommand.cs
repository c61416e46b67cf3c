using System.CommandLine;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill quickstart</c>: distills the bundled teacher of digits.</summary>
internal sealed class QuickstartCommand : VerbCommand
{
    private const string DefaultOutput = "runs/digits";

    public QuickstartCommand(Func<ParseResult, Runner> runner)
        : base("quickstart", "Distills the bundled teacher of handwritten digits: samples/digits.json.",
            "fdistill quickstart",
            "fdistill quickstart --seed 1 --set training.iterations=100")
    {
        var options = new RunOptions();
        var measureTeacher = new Option<bool>("--measure-teacher") { Description = "Measures the teacher anew instead of repeating recorded rows." };
        options.AddTo(this);
        Options.Add(measureTeacher);
        SetAction(async (parsed, _) =>
        {
            var resumes = options.Resumes(parsed);
            var overrides = options.Overrides(parsed);
            if (options.Output(parsed) is null)
                overrides = [.. overrides, new Override("quickstart", "output", resumes ? RunFolder.Newest(DefaultOutput) : RunFolder.NextFree(DefaultOutput))];
            if (options.IsDry(parsed)) return runner(parsed).DryRun(SampleFiles.Find("digits.json"), overrides);
            return await runner(parsed).RunAsync<DistillationRunFile>(
                SampleFiles.Find("digits.json"), overrides, new RunSettings(resumes, parsed.GetValue(measureTeacher)), isDry: false, "run", options.MaxTime(parsed));
        });
    }
}
