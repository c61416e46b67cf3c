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
        Subcommands.Add(Statistics(evaluations));
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
