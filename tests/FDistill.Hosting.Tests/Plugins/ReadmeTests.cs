using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_divergence_in_the_readme_compiles_and_loads_as_it_stands()
    {
        PluginAssembly.CompileLibrary(Path.Combine(folder.Path, "Tempered"), "Tempered", FirstCSharpBlock(File.ReadAllText(Readme())));

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], [])).Plugins);

        var part = Assert.Single(plugin.Parts);
        Assert.Equal(("divergence", "tempered"), (part.Kind.Name, part.Name));
    }

    private static string FirstCSharpBlock(string markdown)
    {
        const string opening = "```csharp\n";
        var start = markdown.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return markdown[start..markdown.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FDistill.Framework.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "README.md");
    }
}
