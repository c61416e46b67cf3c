using System.CommandLine;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill sample RUN</c>: draws samples of a distilled student.</summary>
internal sealed class SampleCommand : VerbCommand
{
    public SampleCommand(Func<ParseResult, Sampler> sampler)
        : base("sample", "Draws samples of a distilled student.",
            "fdistill sample runs/digits",
            "fdistill sample runs/digits --labels 3,5 --count 20 --output digits.png",
            "fdistill sample runs/digits/checkpoints/000300 --ema none --output folder")
    {
        var run = new Argument<string>("run") { Description = "A run's folder, or one of its checkpoints'." };
        var average = new AverageOption();
        var options = new SampleOptions();
        Arguments.Add(run);
        options.AddTo(this);
        Options.Add(average);
        SetAction(parsed => sampler(parsed).Run(
            options.Request(parsed),
            (overrides, environment, logging) => SamplingSession.OfStudent(parsed.GetValue(run)!, average.Of(parsed), overrides, environment, logging),
            options.Device(parsed),
            options.Output(parsed)));
    }
}
