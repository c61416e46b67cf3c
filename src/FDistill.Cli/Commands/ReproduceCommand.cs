using System.CommandLine;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill reproduce table2 --scale digits</c>: the
/// paper's tables and figures, from your own runs.</summary>
internal sealed class ReproduceCommand : VerbCommand
{
    private const string DefaultSeeds = "0-2";

    private readonly Argument<string[]> studies = new("study") { Description = $"What to reproduce: {string.Join(", ", StudyCatalog.Names)}.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> scale = new("--scale") { Description = $"How large the models and data are: {string.Join(", ", Scales.All.Select(scale => scale.Name))}.", HelpName = "scale" };
    private readonly Option<string?> seeds = new("--seeds") { Description = $"A run of every row for each of these. Default: {DefaultSeeds}.", HelpName = "numbers" };
    private readonly Option<string[]> set = new("--set") { Description = "Overrides a key of all runs; may be repeated.", HelpName = "key=value", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };
    private readonly Option<string?> output = new("--output") { Description = "The folder of runs and pages. Default: reproductions/SCALE.", HelpName = "folder" };
    private readonly Option<bool> plan = new("--plan") { Description = "Shows the runs, how far they are and how long they take, and stops." };
    private readonly Option<bool> page = new("--page") { Description = "Writes tables and pages from the runs that are done, and runs nothing." };

    public ReproduceCommand(Func<ParseResult, Reproducer> reproducer)
        : base("reproduce", "Makes the paper's tables and figures from your own runs: runs what is missing, and puts ours beside the paper's.",
            "fdistill reproduce table1",
            "fdistill reproduce table2 --scale digits --plan",
            "fdistill reproduce table2 table10 --scale digits --seeds 0-2",
            "fdistill reproduce table3 --scale full --set dataset.path=imagenet-64.zip")
    {
        Arguments.Add(studies);
        foreach (var option in (Option[])[scale, seeds, set, device, output, plan, page]) Options.Add(option);
        SetAction(async (parsed, _) => await reproducer(parsed).RunAsync(Request(parsed), parsed.GetValue(plan) ? ReproductionStage.Plan : parsed.GetValue(page) ? ReproductionStage.Page : ReproductionStage.Run));
    }

    private ReproductionRequest Request(ParseResult parsed)
    {
        var names = parsed.GetValue(studies)!.Distinct().ToList();
        if (names.Except(StudyCatalog.Names).FirstOrDefault() is { } unknown)
            throw new UserException($"There is nothing called '{unknown}' to reproduce{NearestName.Hint(unknown, StudyCatalog.Names)} There are: {string.Join(", ", StudyCatalog.Names)}.");
        List<Study> runs = [.. StudyCatalog.Studies.Where(study => names.Contains(study.Name))];
        if (runs.Count > 0 && parsed.GetValue(scale) is null)
            throw new UserException($"--scale is missing: how large is {runs[0].Name} to be? There are: {string.Join(", ", Scales.All.Select(one => one.Name))}.");
        var size = parsed.GetValue(scale) is { } written ? Scale.Find(written) : null;
        var numbers = NumberList.Of("--seeds", parsed.GetValue(seeds) ?? DefaultSeeds).Distinct().ToList();
        if (numbers.Count == 0) throw new UserException("--seeds: found no number, expected numbers and ranges such as 0,1,5-9.");
        List<Override> overrides = [.. (parsed.GetValue(set) ?? []).Select(Override.FromArgument)];
        if (parsed.GetValue(device) is { } name) overrides.Add(new Override("--device", "device", name));
        var folder = parsed.GetValue(output) is { } chosen ? Path.GetFullPath(chosen) : ReproductionRequest.DefaultOutput(size);
        return new ReproductionRequest(runs, [.. StudyCatalog.Certificates.Where(table => names.Contains(table.Name))], size, numbers, folder, overrides);
    }
}
