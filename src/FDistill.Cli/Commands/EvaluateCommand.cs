using System.CommandLine;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill evaluate RUN|FOLDER|ZIP</c>: measures the checkpoints of a run, or images.</summary>
internal sealed class EvaluateCommand : VerbCommand
{
    public EvaluateCommand(Func<ParseResult, Evaluations> evaluations)
        : base("evaluate", "Measures the checkpoints of a run, or images.",
            "fdistill evaluate runs/digits",
            "fdistill evaluate runs/digits --samples 10000 --set evaluation.seed=7",
            "fdistill evaluate images.zip --with samples/digits.json",
            "fdistill evaluate teacher samples/digits.json teacher-rows.json",
            "fdistill evaluate statistics samples/digits.json digits.npz")
    {
        var target = new Argument<string>("target") { Description = "A run's folder or one of its checkpoints', or a folder or a zip file of images." };
        var samples = WholeNumber.Option<int>("--samples", "How many samples are drawn, or how many of the images are taken. Default: as the run file says, or all.");
        var average = new AverageOption();
        var again = new Option<bool>("--again") { Description = "Measures also the checkpoints that have been measured with the same settings." };
        var options = new EvaluationOptions();
        Arguments.Add(target);
        Options.Add(samples);
        Options.Add(average);
        Options.Add(again);
        options.AddTo(this);
        SetAction((parsed, _) => evaluations(parsed).RunAsync(
            parsed.GetValue(target)!, parsed.GetValue(samples), average.Of(parsed), parsed.GetValue(again), options.With(parsed), options.Overrides(parsed)));
        Subcommands.Add(Teacher(evaluations));
        Subcommands.Add(Statistics(evaluations));
    }

    private static VerbCommand Teacher(Func<ParseResult, Evaluations> evaluations)
    {
        var command = new VerbCommand("teacher", "Measures the teacher of a run file, and records it for the evaluation.teacherRows of runs that distill it.",
            "fdistill evaluate teacher samples/digits.json teacher-rows.json",
            "fdistill evaluate teacher samples/digits.json teacher-rows.json --set evaluation.teacherSteps=[18] --samples 50000");
        var file = new Argument<string>("file") { Description = "The run file; its evaluation says what is measured." };
        var output = new Argument<string>("output") { Description = "The JSON file of rows." };
        var samples = WholeNumber.Option<int>("--samples", "How many samples are drawn. Default: as the run file says.");
        var options = new EvaluationOptions();
        command.Arguments.Add(file);
        command.Arguments.Add(output);
        command.Options.Add(samples);
        options.AddTo(command, takesRunFile: false);
        command.SetAction((parsed, _) => evaluations(parsed).MeasureTeacherAsync(parsed.GetValue(file)!, parsed.GetValue(output)!, parsed.GetValue(samples), options.Overrides(parsed)));
        return command;
    }

    private static VerbCommand Statistics(Func<ParseResult, Evaluations> evaluations)
    {
        var command = new VerbCommand("statistics", "Takes the statistics of reference images, to which Frechet distances are then taken.",
            "fdistill evaluate statistics samples/digits.json digits.npz",
            "fdistill evaluate statistics cifar10.zip cifar10.npz --with samples/cifar10.json");
        var source = new Argument<string>("source") { Description = "A run file, for its evaluation.reference, or a folder or a zip file of images." };
        var output = new Argument<string>("output") { Description = "The .npz file." };
        var options = new EvaluationOptions();
        command.Arguments.Add(source);
        command.Arguments.Add(output);
        options.AddTo(command);
        command.SetAction(parsed => evaluations(parsed).WriteStatistics(parsed.GetValue(source)!, parsed.GetValue(output)!, options.With(parsed), options.Overrides(parsed)));
        return command;
    }
}
