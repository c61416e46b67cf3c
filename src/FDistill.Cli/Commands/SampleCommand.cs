using System.CommandLine;
using System.Globalization;
using FDistill.Hosting;
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
        var ema = new Option<string>("--ema") { Description = "Which average of the student's weights, counted from 0, or none.", HelpName = "number", DefaultValueFactory = _ => "0" };
        var options = new SampleOptions();
        Arguments.Add(run);
        options.AddTo(this);
        Options.Add(ema);
        SetAction(parsed => sampler(parsed).Run(
            options.Request(parsed),
            (overrides, environment, logging) => SamplingSession.OfStudent(parsed.GetValue(run)!, Average(parsed.GetValue(ema)!), overrides, environment, logging),
            options.Device(parsed),
            options.Output(parsed)));
    }

    private static int? Average(string written)
    {
        if (written == "none") return null;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserException($"--ema: found '{written}', expected a number counted from 0, or none.");
    }
}
