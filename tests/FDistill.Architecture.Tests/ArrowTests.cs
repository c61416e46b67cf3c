using FDistill.Architecture.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Architecture.Tests;

/// <summary>Who may use whom: which assembly which other, and, within an assembly, which room (the first folder) which other.</summary>
public sealed class ArrowTests
{
    /// <summary>Torch lies beneath; plugins know Abstractions and Torch alone, and nobody knows a plugin.</summary>
    private const string Assemblies = """
        Abstractions            : Torch
        Formats                 : Abstractions
        Engine                  : Abstractions Formats Torch
        Reports                 : Abstractions Formats Engine Torch
        Hosting                 : Abstractions Formats Engine Reports Torch
        Reproduction            : Abstractions Formats Engine Reports Hosting
        fdistill                : Abstractions Formats Engine Reports Hosting Reproduction Torch
        Testing                 : Abstractions Formats Engine Reports Torch
        Plugins.Datasets        : Abstractions
        Plugins.Divergences     : Abstractions
        Plugins.Edm             : Abstractions Torch
        Plugins.GaussianMixture : Abstractions Torch
        Plugins.Heads           : Abstractions
        Plugins.Metrics         : Abstractions
        Plugins.StableDiffusion : Abstractions Torch
        """;

    /// <summary>The formulas know nothing but what guards the parts' contracts; everything else stands on them.</summary>
    private const string Engine = """
        Objective             : Contracts
        Sampling              : Contracts Objective
        Datasets              : Contracts
        Evaluation            : Contracts Numerics Sampling
        Training              : Objective Training.Networks Training.Optimisation   # the options: each room brings its own
        Training.Draws        : Checkpoints Contracts Objective Training Training.Networks
        Training.Networks     : Checkpoints Contracts Numerics Objective Training Training.Draws Training.Optimisation
        Training.Diagnostics  : Contracts Numerics Objective Training Training.Draws Training.Loop Training.Networks
        Training.Loop         : Checkpoints Contracts Objective Training Training.Diagnostics Training.Draws Training.Networks
        TeacherTraining       : Checkpoints Contracts Objective Training.Draws Training.Loop Training.Networks Training.Optimisation
        ClassifierTraining    : Checkpoints Contracts Training.Loop Training.Networks Training.Optimisation
        DryRuns               : ClassifierTraining Objective TeacherTraining Training Training.Loop Training.Networks Training.Optimisation
        """;

    private const string Formats = """
        Images      : Files
        Pickles     : Files
        PyTorch     : Files Pickles
        Safetensors : Files
        Weights     : Files PyTorch Safetensors
        """;

    private const string Reports = """
        (root)     : Charts Html Laboratory
        Charts     : (root)
        Datasets   : (root)
        Figures    : (root) Charts Laboratory
        Html       : (root) Charts
        Laboratory : Charts Html
        """;

    private const string Hosting = """
        (root)        : RunFiles Running
        Composition   : Plugins RunFiles
        Datasets      : (root) Composition Plugins RunFiles
        Documentation : Plugins RunFiles
        DryRuns       : (root) Composition RunFiles Running
        Evaluating    : (root) Composition RunFiles Running Sampling
        Exporting     : (root) Composition RunFiles Running Sampling
        Figures       : (root) Composition RunFiles Running Sampling
        Laboratory    : (root) Composition Plugins RunFiles
        Packages      : (root) Plugins
        Plugins       : (root) Documentation Packages RunFiles
        RunFiles      : (root) Plugins
        Running       : (root) Composition Packages Plugins RunFiles
        Sampling      : (root) Composition RunFiles Running
        """;

    private const string Reproduction = """
        Studies : Certificates
        Runs    : Certificates Studies
        Results : Certificates Runs Studies
        """;

    private const string Cli = """
        (root)    : Commands Presentation
        Commands  : (root) Diagnosis Presentation
        """;

    private static readonly Lazy<IReadOnlyList<Use>> All = new(() => [.. Files().SelectMany(Use.In)]);

    [Fact]
    public void Assemblies_use_each_other_as_the_table_says() =>
        Assert.Empty(Arrows.Differences(Arrows.Read(Assemblies), All.Value, type => Short(type.Assembly)));

    [Theory]
    [InlineData("FDistill.Engine", Engine)]
    [InlineData("FDistill.Formats", Formats)]
    [InlineData("FDistill.Reports", Reports)]
    [InlineData("FDistill.Hosting", Hosting)]
    [InlineData("FDistill.Reproduction", Reproduction)]
    [InlineData("fdistill", Cli)]
    public void Rooms_use_each_other_as_the_table_says(string assembly, string table) =>
        Assert.Empty(Arrows.Differences(Arrows.Read(table), All.Value.Where(use => use.From.Assembly == assembly && use.To.Assembly == assembly), type => Room(assembly, type)));

    [Fact]
    public void Nobody_knows_a_plugin()
    {
        var known = All.Value.Where(use => use.To.Assembly.StartsWith("FDistill.Plugins.", StringComparison.Ordinal) && use.From.Assembly != use.To.Assembly);
        Assert.Empty(known.Select(use => $"{use.From.Name} → {use.To.Name}"));
    }

    [Fact]
    public void The_page_on_contributing_draws_the_same_arrows()
    {
        var page = File.ReadAllText(Readme.Path("CONTRIBUTING.md"));
        foreach (var line in Assemblies.Split('\n').Where(line => !line.StartsWith("Plugins", StringComparison.Ordinal)))
            Assert.True(page.Contains(line, StringComparison.Ordinal), $"CONTRIBUTING.md lacks the line: {line}");
    }

    [Fact]
    public void An_arrow_that_is_not_in_the_table_is_found_and_one_that_nothing_uses_too()
    {
        var use = new Use(new UsedType("FDistill.Formats", "FDistill.Formats.Files", "Durable"), new UsedType("FDistill.Engine", "FDistill.Engine.Objective", "Ratio"));
        Assert.Equal(
            ["Formats uses Engine (Durable → Ratio); the table has no such arrow", "the table has an arrow from Formats to Torch, and nothing uses it"],
            Arrows.Differences(Arrows.Read("Formats : Torch"), [use], type => Short(type.Assembly)));
    }

    private static string Short(string assembly) => assembly.StartsWith("FDistill.", StringComparison.Ordinal) ? assembly["FDistill.".Length..] : assembly;

    /// <summary>The first folder of a type's namespace; of the engine's Training the second too.</summary>
    private static string Room(string assembly, UsedType type)
    {
        var root = assembly == "fdistill" ? "FDistill.Cli" : assembly;
        if (!type.Namespace.StartsWith(root + ".", StringComparison.Ordinal)) return "(root)";
        var folders = type.Namespace[(root.Length + 1)..].Split('.');
        return folders is ["Training", var inner, ..] ? $"Training.{inner}" : folders[0];
    }

    private static IEnumerable<string> Files()
    {
        var root = AppContext.BaseDirectory;
        return Directory.EnumerateFiles(root, "FDistill.*.dll").Append(Path.Combine(root, "fdistill.dll"))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "plugins"), "FDistill.Plugins.*.dll", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)).DistinctBy(Path.GetFileName);
    }
}
