using System.CommandLine;
using FDistill.Hosting;
using FDistill.Hosting.Figures;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill figure RUN…</c>: the paper's figures, of your own runs.</summary>
internal sealed class FigureCommand : VerbCommand
{
    private const string All = "all";

    private static readonly (string Name, FigureKind Kind)[] Figures =
    [
        ("3", FigureKind.Weighting), ("4", FigureKind.Extremes), ("5a", FigureKind.Variance), ("5b", FigureKind.Loss), ("6", FigureKind.ScoreDifference), ("7", FigureKind.Samples),
        ("9", FigureKind.Weighting), ("10", FigureKind.Loss), ("recall", FigureKind.Progress),
    ];

    private readonly Argument<string[]> runs = new("run") { Description = "A run's folder, or one of its checkpoints'. Several are seeds or variants of each other.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> which = new("--which")
    {
        Description = "3, 9: h over log r, and the run's own r. 4: f' and h at the extremes. 5a: variance of h. 5b, 10: the loss. 6: h against the score difference. 7: teacher and student. recall: Frechet distance and recall over the iterations. Several: 3,6. Default: all that the run gives.",
        HelpName = "list", DefaultValueFactory = _ => All,
    };

    private readonly Option<string[]> compare = new("--compare") { Description = "A divergence to draw beside the run's in 3, 4 and 5a: js or power:gamma=0.5; may be repeated.", HelpName = "name" };
    private readonly Option<int?> samples = WholeNumber.Option<int>("--samples", "Generated samples for 3 and 6. Default: 6400, as in the paper.");
    private readonly Option<int?> pictures = WholeNumber.Option<int>("--pictures", "Samples of teacher and student for 7. Default: 40.");
    private readonly Option<long?> seed = WholeNumber.Option<long>("--seed", "Seed of all that is drawn. Default: 0.");
    private readonly Option<string?> output = new("--output") { Description = "A .svg or .png file, of one figure, or a folder. Default: the folder 'figures' in the first run's.", HelpName = "path" };
    private readonly Option<string?> json = new("--json") { Description = "Writes the numbers drawn to this file.", HelpName = "file" };
    private readonly RunFileOptions runFile = new();

    public FigureCommand(Func<ParseResult, FigureMaker> maker)
        : base("figure", "Draws the paper's figures of your own runs.",
            "fdistill figure runs/digits",
            "fdistill figure runs/digits --which 6 --samples 1600 --output figure-6.png",
            "fdistill figure runs/digits --which 3,4 --compare reverse-kl --compare js",
            "fdistill figure runs/a-0 runs/a-1 runs/b-0 runs/b-1 --which 5b,recall",
            "fdistill figure runs/digits --which 6 --json numbers.json")
    {
        Arguments.Add(runs);
        foreach (var option in (Option[])[which, compare, samples, pictures, seed, output, json]) Options.Add(option);
        runFile.AddTo(this);
        SetAction(parsed => maker(parsed).Make(new FigureRequest(
            parsed.GetValue(runs)!,
            Kinds(parsed.GetValue(which)!),
            parsed.GetValue(which) == All,
            parsed.GetValue(compare) ?? [],
            Drawing(parsed),
            parsed.GetValue(output),
            parsed.GetValue(json),
            runFile.Overrides(parsed))));
    }

    private FigureOptions Drawing(ParseResult parsed)
    {
        var defaults = new FigureOptions();
        return new FigureOptions
        {
            Samples = SampleOptions.AtLeastOne(samples, parsed.GetValue(samples) ?? defaults.Samples),
            Pictures = SampleOptions.AtLeastOne(pictures, parsed.GetValue(pictures) ?? defaults.Pictures),
            Seed = parsed.GetValue(seed) ?? defaults.Seed,
        };
    }

    private static FigureKind[] Kinds(string written) => written == All
        ? Enum.GetValues<FigureKind>()
        : [.. written.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Kind).Distinct()];

    private static FigureKind Kind(string written)
    {
        foreach (var (name, kind) in Figures)
            if (name == written) return kind;
        throw new UserException($"--which: there is no figure '{written}' to be made of a run. There are: {string.Join(", ", Figures.Select(figure => figure.Name))}, or {All}.");
    }
}
