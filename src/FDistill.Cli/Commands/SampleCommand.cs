using System.CommandLine;
using FDistill.Engine.Sampling;
using FDistill.Hosting;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill sample RUN</c>: draws samples of a distilled student.</summary>
internal sealed class SampleCommand : VerbCommand
{
    private const string Fresh = "fresh", Implied = "implied";

    private readonly Argument<string> run = new("run") { Description = "A run's folder, one of its checkpoints', or an exported student's." };
    private readonly AverageOption average = new();
    private readonly Option<int?> steps = WholeNumber.Option<int>("--steps", "Network evaluations for one sample. Default: as the student was trained.");
    private readonly Option<string> noise = new("--noise")
    {
        Description = "Between several steps: fresh noise (sde), or what the estimate implies (ode).", HelpName = $"{Fresh}|{Implied}", DefaultValueFactory = _ => Fresh,
    };

    public SampleCommand(Func<ParseResult, Sampler> sampler)
        : base("sample", "Draws samples of a distilled student.",
            "fdistill sample runs/digits",
            "fdistill sample runs/digits --labels 3,5 --count 20 --output digits.png",
            "fdistill sample runs/digits --seeds 0-49999 --output samples.zip",
            "fdistill sample runs/sd15 --prompt \"a cat in the snow\" --images-per-prompt 4",
            "fdistill sample runs/sd15 --prompts samples/prompts/figure-1.txt --output out",
            "fdistill sample runs/digits/checkpoints/000300 --ema none --output folder")
    {
        var options = new SampleOptions();
        Arguments.Add(run);
        options.AddTo(this);
        foreach (var option in (Option[])[average, steps, noise]) Options.Add(option);
        SetAction((parsed, _) =>
        {
            var (how, drawing) = (How(parsed), sampler(parsed));
            var request = options.Request(parsed, drawing.ReadPrompts);
            return drawing.RunAsync(
                request,
                (overrides, environment, logging) => SamplingSession.OfStudent(parsed.GetValue(run)!, how, overrides, environment, logging),
                options.Overrides(parsed),
                options.Output(parsed, request));
        });
    }

    private StudentSampling How(ParseResult parsed) => new(
        average.Of(parsed),
        parsed.GetValue(steps) is { } number ? SampleOptions.AtLeastOne(steps, number) : null,
        parsed.GetValue(noise) switch
        {
            Fresh => StudentNoise.Fresh,
            Implied => StudentNoise.Implied,
            var other => throw new UserException($"--noise: found '{other}', expected {Fresh} or {Implied}."),
        });
}
