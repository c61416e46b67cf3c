using System.CommandLine;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill teacher …</c>: trains and samples teachers.</summary>
internal sealed class TeacherCommand : VerbCommand
{
    private const int DefaultSteps = 18;

    public TeacherCommand(Func<ParseResult, Runner> runner, Func<ParseResult, Sampler> sampler)
        : base("teacher", "Trains and samples teachers.", "fdistill teacher train samples/digits-teacher.json", "fdistill teacher sample samples/digits.json")
    {
        Subcommands.Add(Train(runner));
        Subcommands.Add(Sample(sampler));
    }

    private static VerbCommand Train(Func<ParseResult, Runner> runner)
    {
        var command = new VerbCommand("train", "Trains a teacher from scratch.", "fdistill teacher train samples/digits-teacher.json");
        var file = new Argument<string>("file") { Description = "The run file of the training (JSON)." };
        var options = new RunOptions();
        command.Arguments.Add(file);
        options.AddTo(command);
        command.SetAction((parsed, _) => runner(parsed).RunAsync<TeacherTrainingRunFile>(
            parsed.GetValue(file)!, options.Overrides(parsed), new RunSettings(options.Resumes(parsed)), options.IsDry(parsed), RunHost.ForTeacher, "teacher train"));
        return command;
    }

    private static VerbCommand Sample(Func<ParseResult, Sampler> sampler)
    {
        var command = new VerbCommand("sample", "Draws samples of a teacher.",
            "fdistill teacher sample samples/digits.json --count 20 --output digits.png",
            "fdistill teacher sample runs/digits-teacher --steps 5");
        var source = new Argument<string>("source") { Description = "A run file that names the teacher, or the folder of its training." };
        var steps = WholeNumber.Option<int>("--steps", "Intervals of Heun's method; n of them cost 2n - 1 network evaluations. Default: 18.");
        var options = new SampleOptions();
        command.Arguments.Add(source);
        options.AddTo(command);
        command.Options.Add(steps);
        command.SetAction(parsed => sampler(parsed).Run(
            options.Request(parsed),
            (overrides, environment, logging) => SamplingSession.OfTeacher(parsed.GetValue(source)!, parsed.GetValue(steps) ?? DefaultSteps, overrides, environment, logging),
            options.Device(parsed),
            options.Output(parsed)));
        return command;
    }
}
