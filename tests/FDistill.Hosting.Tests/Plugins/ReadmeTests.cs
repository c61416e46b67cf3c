using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_divergence_in_the_readme_compiles_and_loads_as_it_stands()
    {
        PluginAssembly.CompileLibrary(Path.Combine(folder.Path, "Tempered"), "Tempered", Readme.DivergencePlugin());

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], [])).Plugins);

        var part = Assert.Single(plugin.Parts);
        Assert.Equal(("divergence", "tempered"), (part.Kind.Name, part.Name));
    }
}
