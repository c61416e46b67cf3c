using FDistill.Build.Tests.Support;

namespace FDistill.Build.Tests;

public sealed class BundledPluginsTests
{
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "plugins"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_plugin_of_the_repository_has_its_folder_beside_the_program(string name) =>
        Assert.True(File.Exists(Path.Combine(Plugins, name, name + ".dll")));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plugin_s_folder_holds_its_own_files_alone(string name)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Plugins, name), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).ToList();

        Assert.DoesNotContain(files, file => Path.GetExtension(file) is ".so" or ".dylib" or ".1");
        Assert.Equal([$"{name}.dll"], files.Where(file => Path.GetExtension(file) is ".dll"));
        Assert.InRange(files.Count, 1, 8);
    }
}
