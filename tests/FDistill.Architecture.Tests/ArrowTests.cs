using System.Xml.Linq;
using FDistill.Architecture.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Architecture.Tests;

/// <summary>Who may use whom: which assembly which other, and, within
/// an assembly, which room (the first folder) which other.</summary>
/// <remarks>Each table stands on its first line: an arrow to a line further down has
/// its reason in the remark, with the name of the room that it leads to.</remarks>
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

    /// <summary>The formulas know nothing but what guards the
    /// parts' contracts; everything else stands on them.</summary>
    private const string Engine = """
        Objective             : Contracts
        Sampling              : Contracts Objective
        Datasets              : Contracts
        Evaluation            : Contracts Numerics Sampling
        Training              : Contracts Objective Training.Networks Training.Optimisation   # Training.Networks: its options are a section of the training's
        Training.Draws        : Checkpoints Objective Training Training.Networks   # Training.Networks: an option of the discriminator gives both kinds of samples the same noise
        Training.Networks     : Checkpoints Contracts Numerics Objective Training Training.Draws Training.Optimisation
        Training.Diagnostics  : Contracts Numerics Objective Training Training.Draws Training.Loop Training.Networks   # Training.Loop: they note into its readings
        Training.Loop         : Checkpoints Contracts Objective Training Training.Diagnostics Training.Draws Training.Networks
        TeacherTraining       : Checkpoints Contracts Objective Training.Draws Training.Loop Training.Networks Training.Optimisation
        ClassifierTraining    : Checkpoints Contracts Training.Loop Training.Networks Training.Optimisation
        DryRuns               : ClassifierTraining Objective TeacherTraining Training Training.Loop Training.Networks Training.Optimisation
        """;

    private const string Formats = """
        Images      : Files
        Pickles     : Files
        PyTorch     : Files Pickles
        Safetensors : Files Json
        Weights     : Files PyTorch Safetensors
        """;

    private const string Reports = """
        (root)     : Charts Html Laboratory   # Charts, Html, Laboratory: the pages; the records and grids that all of them show stand here too
        Charts     : (root)
        Datasets   : (root)
        Html       : (root) Charts
        Laboratory : Charts Html
        Figures    : (root) Charts Laboratory
        """;

    private const string Hosting = """
        (root)        : RunFiles Running   # RunFiles, Running: AddFDistill, which puts the host into any program
        Packages      : (root) Plugins   # Plugins: what is installed is a plugin, looked at before it is loaded
        Plugins       : (root) Documentation Packages RunFiles   # RunFiles, Documentation: a plugin whose options no run file or schema can show is not loaded
        RunFiles      : (root) Plugins
        Documentation : Plugins RunFiles
        Composition   : Plugins RunFiles
        Running       : (root) Composition Packages Plugins RunFiles
        Sampling      : (root) Composition Plugins RunFiles Running
        Evaluating    : (root) Composition Plugins RunFiles Running Sampling
        Exporting     : (root) Composition Plugins RunFiles Running Sampling
        Figures       : (root) Composition Plugins RunFiles Running Sampling
        DryRuns       : (root) Composition RunFiles Running
        Datasets      : (root) Composition Plugins RunFiles
        Laboratory    : (root) Composition Plugins RunFiles
        """;

    private const string Reproduction = """
        Studies : Certificates
        Runs    : Certificates Studies
        Results : Certificates Runs Studies
        """;

    private const string Cli = """
        (root)   : Commands Presentation   # Commands: the entry, which makes the verbs; what several verbs need of the process stands here too
        Commands : (root) Diagnosis Presentation
        """;

    private static readonly IReadOnlyDictionary<string, string> Rooms = new Dictionary<string, string>
    {
        ["FDistill.Engine"] = Engine, ["FDistill.Formats"] = Formats, ["FDistill.Reports"] = Reports, ["FDistill.Hosting"] = Hosting, ["FDistill.Reproduction"] = Reproduction, ["fdistill"] = Cli,
    };

    private static readonly Lazy<IReadOnlyList<Use>> All = new(() => [.. Files().SelectMany(Use.In)]);

    public static TheoryData<string> Libraries => [.. Rooms.Keys];

    [Fact]
    public void Assemblies_use_each_other_as_the_table_says() =>
        None(Arrows.Differences(Arrows.Read(Assemblies), All.Value, type => Short(type.Assembly)));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Rooms_use_each_other_as_the_table_says(string library) =>
        None(Arrows.Differences(Arrows.Read(Rooms[library]), All.Value.Where(use => use.From.Assembly == library && use.To.Assembly == library), type => Room(library, type)));

    [Fact]
    public void An_arrow_upwards_has_its_reason() => None([.. Rooms.Values.Prepend(Assemblies).SelectMany(Arrows.Unexplained)]);

    [Fact]
    public void Nobody_knows_a_plugin()
    {
        var known = All.Value.Where(use => use.To.Assembly.StartsWith("FDistill.Plugins.", StringComparison.Ordinal) && use.From.Assembly != use.To.Assembly);
        None([.. known.Select(use => $"{use.From.Name} → {use.To.Name}")]);
    }

    [Theory]
    [InlineData("System.Console", "fdistill")]
    [InlineData("System.CommandLine", "fdistill")]
    [InlineData("Spectre.Console", "fdistill")]
    [InlineData("McMaster.NETCore.Plugins", "FDistill.Hosting")]
    [InlineData("NuGet.Protocol", "FDistill.Hosting")]
    [InlineData("SkiaSharp", "FDistill.Formats")]
    public void What_only_one_assembly_is_to_know_no_other_uses(string library, string assembly) =>
        Assert.Equal([assembly], Files().Where(file => Use.Libraries(file).Contains(library)).Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Formats_know_pictures_and_weights_and_nothing_of_diffusion() =>
        Assert.Equal(
            ["FDistill.Images", "FDistill.Runs"],
            All.Value.Where(use => use is { From.Assembly: "FDistill.Formats", To.Assembly: "FDistill.Abstractions" }).Select(use => use.To.Namespace).Distinct().Order());

    [Fact]
    public void The_page_on_contributing_draws_the_same_arrows()
    {
        var page = File.ReadAllText(Readme.Path("CONTRIBUTING.md"));
        foreach (var line in Assemblies.Split('\n').Where(line => !line.StartsWith("Plugins", StringComparison.Ordinal)))
            Assert.True(page.Contains(line, StringComparison.Ordinal), $"CONTRIBUTING.md lacks the line: {line}");
    }

    [Fact]
    public void The_picture_on_contributing_draws_every_arrow_that_no_chain_of_others_makes()
    {
        var drawn = XDocument.Load(Readme.Path("docs/images/house.svg")).Descendants()
            .Where(shape => shape.Attribute("data-from") is not null).Select(shape => (shape.Attribute("data-from")!.Value, shape.Attribute("data-to")!.Value));
        Assert.Equal(Arrows.Shortest(Arrows.Read(Assemblies), Drawn).Order(), drawn.Order());
    }

    [Fact]
    public void An_arrow_upwards_without_its_reason_is_found() =>
        Assert.Equal(
            ["the arrow from Files to Images leads to a later line of the table, and the remark does not say why"],
            Arrows.Unexplained("""
                Files   : Images Streams   # Imagesque
                Images  : Files
                Pickles : Files Weights    # Weights: a reason
                Weights : Files
                """));

    [Fact]
    public void An_arrow_that_is_not_in_the_table_is_found_and_one_that_nothing_uses_too()
    {
        var use = new Use(new UsedType("FDistill.Formats", "FDistill.Formats.Files", "Durable"), new UsedType("FDistill.Engine", "FDistill.Engine.Objective", "Ratio"));
        Assert.Equal(
            ["Formats uses Engine (Durable → Ratio); the table has no such arrow", "the table has an arrow from Formats to Torch, and nothing uses it"],
            Arrows.Differences(Arrows.Read("Formats : Torch"), [use], type => Short(type.Assembly)));
    }

    private static void None(IReadOnlyList<string> mistakes) => Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));

    /// <summary>The name of a box in the picture.</summary>
    private static string Drawn(string assembly) => assembly == "fdistill" ? "Cli" : assembly.StartsWith("Plugins.", StringComparison.Ordinal) ? "plugins" : assembly;

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
