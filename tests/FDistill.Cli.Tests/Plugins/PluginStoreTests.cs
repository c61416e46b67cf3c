using System.IO.Compression;
using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>The program's own verbs among hostile files: in the
/// folders around it, in the store, in the plugin folder.</summary>
public sealed class PluginStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => Path.Combine(folder.Path, "data");

    private string Work => Directory.CreateDirectory(Path.Combine(folder.Path, "work", "here")).FullName;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Adding_a_package_heeds_nothing_that_lies_around_and_needs_no_SDK()
    {
        var marker = Path.Combine(folder.Path, "marker");
        var temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "work", "tmp")).FullName;
        foreach (var place in new[] { folder.Path, Path.Combine(folder.Path, "work"), Work, temporary })
        {
            var hostile = $"""<Project InitialTargets="Run"><Target Name="Run"><WriteLinesToFile File="{marker}" Lines="ran" /></Target></Project>""";
            foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Acme.csproj", "MSBuild.rsp" }) File.WriteAllText(Path.Combine(place, name), hostile);
            File.WriteAllText(Path.Combine(place, "Directory.Build.rsp"), "-bogusswitch");
            File.WriteAllText(Path.Combine(place, "global.json"), """{ "sdk": { "version": "99.0.100", "rollForward": "disable" } }""");
            foreach (var name in new[] { "NuGet.Config", "nuget.config" }) File.WriteAllText(Path.Combine(place, name), "<configuration><no xml");
        }

        var added = await RunAsync([("PATH", "/nowhere"), ("TMPDIR", temporary), ("TEMP", temporary), ("TMP", temporary)], "plugins", "add", Package("1.0.0"), "--offline", "--trust");

        Assert.True(added.ExitCode == 0, added.Output);
        Assert.False(File.Exists(marker));
        Assert.Matches("Acme +1.0.0.0 +Loaded", (await RunAsync([], "plugins", "list")).Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Data, "fdistill", "loaded")));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Data, "fdistill", "packages"), ".*"));
    }

    [Theory]
    [InlineData("""{"packages":[null]}""")]
    [InlineData("""{"packages":[{"name":"Acme","version":"1.0.0","source":"x","folder":"STORE/../../../victim","isTrusted":true,"files":{}}]}""")]
    public async Task A_foreign_lock_file_is_named_by_the_verbs_of_the_store_and_the_others_work(string content)
    {
        var store = Path.Combine(Data, "fdistill", "packages");
        var victim = Directory.CreateDirectory(Path.Combine(folder.Path, "victim")).FullName;
        Directory.CreateDirectory(store);
        var file = Path.Combine(store, "plugins.lock.json");
        File.WriteAllText(file, content.Replace("STORE", store, StringComparison.Ordinal));

        foreach (var verb in new string[][] { ["remove", "Acme"], ["verify"], ["trust", "Acme"], ["add", Package("1.0.0"), "--offline"] })
        {
            var (exitCode, output) = await RunAsync([], ["plugins", .. verb]);
            Assert.Equal(2, exitCode);
            Assert.Contains("plugins.lock.json' is damaged:", Words(output), StringComparison.Ordinal);
            Assert.DoesNotContain("defect", output, StringComparison.Ordinal);
        }

        foreach (var verb in new string[][] { ["plugins", "list"], ["parts"], ["schema"] }) Assert.Equal(0, (await RunAsync([], verb)).ExitCode);
        Assert.Matches("plugins.lock.json +Faulted", (await RunAsync([], "plugins", "list")).Output);
        Assert.True(Directory.Exists(victim));
    }

    [Fact]
    public async Task A_damaged_plugin_is_faulted_in_every_verb_and_the_others_are_used()
    {
        var plugins = Path.Combine(Data, "fdistill", "plugins");
        var file = PluginAssembly.Compile(plugins, "Damaged", PluginAssembly.Divergence("damaged"));
        PluginAssembly.Compile(plugins, "Whole", PluginAssembly.Divergence("whole"));
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += bytes.Length / 3)
        {
            bytes[at] ^= 0xff;
            File.WriteAllBytes(file, bytes);
            bytes[at] ^= 0xff;
            foreach (var verb in new string[][] { ["plugins", "list"], ["parts"], ["schema"] })
            {
                var (exitCode, output) = await RunAsync([], verb);
                Assert.True(exitCode == 0, output);
                Assert.Contains(verb[0] == "plugins" ? "Whole" : "whole", output, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A package of a plugin whose parts are none that bundled plugins bring.</summary>
    private string Package(string version)
    {
        var assembly = PluginAssembly.Compile(Path.Combine(folder.Path, "built"), "Acme", PluginAssembly.Divergence("acme-constant"));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "feed")).FullName, $"Acme.{version}.nupkg");
        if (File.Exists(path)) return path;
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        zip.CreateEntryFromFile(assembly, "lib/net10.0/Acme.dll");
        using var writer = new StreamWriter(zip.CreateEntry("Acme.nuspec").Open());
        writer.Write($"<package><metadata><id>Acme</id><version>{version}</version></metadata></package>");
        return path;
    }

    private static string Words(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<(string, string)> environment, params string[] arguments) =>
        OtherProgram.RunAsync(Path.Combine(AppContext.BaseDirectory, "fdistill.dll"), Work, [("XDG_DATA_HOME", Data), ("FDISTILL_PLUGINS", ""), .. environment], arguments);
}
