using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Runs;

/// <summary>The runs that studies need, each once however many
/// rows rest on it, those first that others start from.</summary>
internal sealed class ReproductionPlan
{
    private readonly ReproductionRequest request;
    private readonly Scale scale;
    private readonly RunFileLoader loader;
    private readonly RunsThere there;
    private readonly Func<string, string> find;
    private readonly Dictionary<string, PlannedRun> byIdentity = [];
    private readonly Dictionary<(BaseRun Base, Variant Variant, long Seed), PlannedRun> byRow = [];

    private ReproductionPlan(ReproductionRequest request, Scale scale, RunFileLoader loader, RunsThere there, Func<string, string> find) =>
        (this.request, this.scale, this.loader, this.there, this.find) = (request, scale, loader, there, find);

    /// <summary>The runs, in the order in which they are to be run.</summary>
    public IReadOnlyList<PlannedRun> Runs => [.. byIdentity.Values];

    /// <summary>The run of a row.</summary>
    public PlannedRun Of(PaperData data, Variant variant, long seed) => byRow[(scale.RunFiles[data], variant, seed)];

    /// <summary>Plans.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="loader">Reads run files.</param>
    /// <param name="there">The runs that are there.</param>
    /// <param name="find">Finds a bundled run file by its name.</param>
    /// <exception cref="RunFileException">A run's settings are wrong, or files
    /// are missing; the message lists all that is wrong with it.</exception>
    /// <exception cref="UserException">The scale cannot do a study, or a run's folder holds another run.</exception>
    public static ReproductionPlan Of(ReproductionRequest request, Scale scale, RunFileLoader loader, RunsThere there, Func<string, string> find)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = new ReproductionPlan(request, scale, loader, there, find);
        var blocks = request.Studies.SelectMany(scale.BlocksOf).ToList();
        // Seed by seed, so that whole tables of one seed come early.
        foreach (var seed in request.Seeds)
        foreach (var block in blocks)
        foreach (var variant in block.Variants)
            plan.Add(scale.RunFiles[block.Data], variant, seed);
        return plan;
    }

    /// <summary>Reads a run's run file anew.</summary>
    public LoadedRun<DistillationRunFile> Load(PlannedRun run) => Load(run.Base, run.Variant, run.Seed);

    private LoadedRun<DistillationRunFile> Load(BaseRun from, Variant variant, long seed) =>
        loader.Load<DistillationRunFile>(find(from.File), [.. Settings(variant), .. request.Overrides, new("--seeds", "seed", $"{seed}")]);

    private PlannedRun Add(BaseRun from, Variant variant, long seed)
    {
        if (byRow.TryGetValue((from, variant, seed), out var known)) return known;
        var run = Load(from, variant, seed);
        if (scale.HasWarmStarts && variant.WarmStart is { } first) run.RunFile.Training.WarmStart = Add(from, first, seed).Folder.Path;
        var identity = RunIdentity.Of(run.RunFile);
        if (!byIdentity.TryGetValue(identity, out var same))
        {
            run.RunFile.Name = $"{from.Name}-{variant.Name}-seed{seed}";
            run.RunFile.Output = there.Find(identity) ?? NewFolder(run);
            byIdentity[identity] = same = new PlannedRun(from, variant, seed, run);
        }

        return byRow[(from, variant, seed)] = same;
    }

    private static IEnumerable<Override> Settings(Variant variant) =>
        variant.Settings.Select(Override.FromArgument).Select(setting => setting with { Origin = $"the variant {variant.Name}" });

    /// <summary>Where a run goes that is not there yet.</summary>
    private string NewFolder(LoadedRun<DistillationRunFile> run)
    {
        var folder = Path.Combine(request.Runs, run.RunFile.Name!);
        there.CheckFree(folder, run.RunFile);
        return folder;
    }
}
