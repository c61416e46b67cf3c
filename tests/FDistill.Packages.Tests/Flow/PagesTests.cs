using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Flow;

/// <summary>The code in the pages for plugin authors is code that is compiled.</summary>
public sealed partial class PagesTests
{
    [Theory]
    [InlineData("divergence")]
    [InlineData("teacher")]
    [InlineData("head")]
    [InlineData("dataset")]
    [InlineData("metric")]
    public void A_page_s_example_stands_in_the_sample_repository(string page)
    {
        var sources = Directory.GetFiles(Readme.Path("samples/third-party/src"), "*.cs", SearchOption.AllDirectories).Select(file => Plain(File.ReadAllText(file))).ToList();
        var blocks = Blocks($"docs/plugins/{page}.md");

        Assert.NotEmpty(blocks);
        foreach (var passage in blocks.SelectMany(block => block.Split("\n\n")))
            Assert.True(sources.Any(source => source.Contains(Plain(passage), StringComparison.Ordinal)), $"docs/plugins/{page}.md shows what is not in samples/third-party:\n{passage}");
    }

    [Fact]
    public void The_inherited_laws_of_the_guide_compile_against_the_divergence_of_the_readme()
    {
        var folder = Directory.CreateTempSubdirectory("fdistill-pages-");
        try
        {
            var laws = Assert.Single(Blocks("docs/plugins.md"));
            PluginAssembly.CompileLibrary(folder.FullName, "Pages", $"using FDistill.Testing.Divergences;\n{Readme.DivergencePlugin()}\n{laws}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_plugin_and_the_laws_in_the_packages_readmes_compile()
    {
        var folder = Directory.CreateTempSubdirectory("fdistill-pages-");
        try
        {
            var plugin = Assert.Single(Blocks("src/FDistill.Abstractions/README.md"));
            var laws = Assert.Single(Blocks("src/FDistill.Testing/README.md"));
            PluginAssembly.CompileLibrary(folder.FullName, "Pages", $"using FDistill.Divergences;\nusing FDistill.Plugins;\nusing FDistill.Testing.Divergences;\nusing static TorchSharp.torch;\n{plugin}\n{laws}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The README's divergence is compiled and loaded by the tests of FDistill.Hosting, the
    /// embedding sample's lines are compiled by those of FDistill.Cli; the others' are above.</summary>
    [Fact]
    public void A_page_that_shows_csharp_is_one_whose_code_a_test_compiles()
    {
        string[] compiled = ["README.md", "docs/plugins.md", "samples/embedding/README.md", "src/FDistill.Abstractions/README.md", "src/FDistill.Testing/README.md"];
        string[] excerpts = ["docs/plugins/dataset.md", "docs/plugins/divergence.md", "docs/plugins/head.md", "docs/plugins/metric.md", "docs/plugins/teacher.md"];

        var showing = Page.All.Where(page => page.Blocks().Any(block => block.Language is "csharp" or "cs" or "c#")).ToDictionary(page => page.Path, page => page.Blocks().Count(block => block.Language == "csharp"));

        Assert.Equal(compiled.Concat(excerpts).Order(StringComparer.Ordinal), showing.Keys.Order(StringComparer.Ordinal));
        Assert.All(compiled, page => Assert.Equal(1, showing[page]));
    }

    private static IReadOnlyList<string> Blocks(string page) => [.. Block().Matches(File.ReadAllText(Readme.Path(page))).Select(match => match.Groups[1].Value.Trim())];

    /// <summary>Code without what it is indented by, blank lines and documentation.</summary>
    private static string Plain(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("///", StringComparison.Ordinal)));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
