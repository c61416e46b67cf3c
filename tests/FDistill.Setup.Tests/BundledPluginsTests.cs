using FDistill.Setup.Tests.Support;

namespace FDistill.Setup.Tests;

public sealed class BundledPluginsTests
{
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    [Fact]
    public void Every_plugin_of_the_repository_has_its_folder_beside_the_program()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "plugins"), "*.csproj", SearchOption.AllDirectories);

        Assert.All(projects.Select(Path.GetFileNameWithoutExtension), name => Assert.True(File.Exists(Path.Combine(Plugins, name!, name + ".dll"))));
    }

    [Fact]
    public void No_plugin_brings_what_it_shares_with_the_host()
    {
        var assemblies = Directory.EnumerateFiles(Plugins, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName);

        Assert.DoesNotContain(assemblies, name =>
            name is "FDistill.Abstractions.dll" or "TorchSharp.dll" || name!.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
    }
}
