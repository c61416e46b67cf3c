using System.CommandLine;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill teacher …</c>: trains and samples teachers.</summary>
internal sealed class TeacherCommand : VerbCommand
{
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
            parsed.GetValue(file)!, options.Overrides(parsed), new RunSettings(options.Resumes(parsed)), options.IsDry(parsed), "teacher train", options.MaxTime(parsed)));
        return command;
    }

    private static VerbCommand Sample(Func<ParseResult, Sampler> sampler)
    {
        var command = new VerbCommand("sample", "Draws samples of a teacher.",
            "fdistill teacher sample samples/digits.json --count 20 --output digits.png",
            "fdistill teacher sample runs/digits-teacher --steps 5",
            "fdistill teacher sample samples/digits.json --churn 40 --seeds 0-63",
            "fdistill teacher sample stable-diffusion-v1-5 --prompt \"a cat\" --steps 25");
        var source = new Argument<string>("source") { Description = "A run file that names the teacher, the folder of its training, or a model's." };
        var options = new SampleOptions();
        var sampling = new TeacherSampleOptions();
        command.Arguments.Add(source);
        options.AddTo(command);
        sampling.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var (how, drawing) = (sampling.Of(parsed), sampler(parsed));
            var request = options.Request(parsed, drawing.ReadPrompts);
            return drawing.RunAsync(
                request,
                (overrides, environment, logging) => SamplingSession.OfTeacher(parsed.GetValue(source)!, how, overrides, environment, logging),
                [.. options.Overrides(parsed), .. sampling.Overrides(parsed)],
                options.Output(parsed, request));
        });
        return command;
    }
}
