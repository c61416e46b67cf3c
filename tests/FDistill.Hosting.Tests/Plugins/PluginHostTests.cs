using System.Runtime.Versioning;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class PluginHostTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plugin_in_a_folder_of_its_name_is_loaded_and_its_parts_are_listed()
    {
        PluginAssembly.Compile(folder.Path, "Good", PluginAssembly.Divergence("constant"), version: "2.3.0.0");

        var plugin = Single();

        Assert.Equal((PluginStatus.Loaded, "It brings 1 part."), (plugin.Status, plugin.Reason));
        Assert.Equal(("Good", "2.3.0.0", "1.0"), (plugin.Name, $"{plugin.Version}", plugin.Contract));
        var part = Assert.Single(plugin.Parts);
        Assert.Equal(("divergence", "constant", "Good/constant"), (part.Kind.Name, part.Name, part.QualifiedName));
    }

    [Theory]
    [InlineData("1.1", "It was built for contract 1.1; this host offers 1.0. Update the host.")]
    [InlineData("2.0", "It was built for contract 2.0; this host offers 1.0. Update the host.")]
    [InlineData("0.9", "It was built for contract 0.9; this host offers 1.0. Update the plugin.")]
    [InlineData("1", "It states the contract '1', which is not of the form major.minor.")]
    public void A_plugin_for_another_contract_is_incompatible_and_none_of_its_code_runs(string contract, string reason)
    {
        var trace = Path.Combine(folder.Path, "trace");
        PluginAssembly.Compile(folder.Path, "Other", PluginAssembly.Divergence("constant", constructor: $"System.IO.File.WriteAllText(@\"{trace}\", \"\");"), contract);

        var plugin = Single();

        Assert.Equal((PluginStatus.Incompatible, reason), (plugin.Status, plugin.Reason));
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public void A_plugin_built_against_an_older_minor_version_works()
    {
        PluginAssembly.Compile(folder.Path, "Older", PluginAssembly.Divergence("constant"), contract: "1.2");

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []) { Contract = "1.4" }).Plugins);

        Assert.Equal((PluginStatus.Loaded, "1.2"), (plugin.Status, plugin.Contract));
    }

    [Fact]
    public void A_file_in_the_place_of_a_plugin_folder_is_reported()
    {
        var path = folder.Write("plugins", "no folder");

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(path, MayBeMissing: false)], [])).Plugins);

        Assert.Equal(PluginStatus.Faulted, plugin.Status);
        Assert.StartsWith("The plugin folder cannot be read: ", plugin.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "The plugin folder cannot be read: ")]
    [InlineData(true, "Its file cannot be read: ")]
    [UnsupportedOSPlatform("windows")]
    public void What_the_user_may_not_read_is_reported_and_the_others_still_count(bool isFile, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "whoever runs the tests may read everything");
        var (locked, open) = (Path.Combine(folder.Path, "locked"), Path.Combine(folder.Path, "open"));
        var file = PluginAssembly.Compile(locked, "Hidden", PluginAssembly.Divergence("constant"));
        PluginAssembly.Compile(open, "Good", PluginAssembly.Divergence("constant"));
        var hidden = isFile ? file : locked;
        var mode = File.GetUnixFileMode(hidden);
        File.SetUnixFileMode(hidden, UnixFileMode.None);
        try
        {
            var catalog = PluginHost.Load(new PluginSearch([new PluginFolder(locked, MayBeMissing: false), new PluginFolder(open, MayBeMissing: false)], []));

            Assert.Equal([PluginStatus.Faulted, PluginStatus.Loaded], catalog.Plugins.Select(plugin => plugin.Status));
            Assert.StartsWith(reason, catalog.Plugins[0].Reason, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(hidden, mode);
        }
    }

    [Fact]
    public void A_constructor_that_throws_makes_the_plugin_faulted()
    {
        PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("constant", constructor: "throw new InvalidOperationException(\"no licence\");"));

        AssertFaulted("Its entry class could not be constructed: InvalidOperationException: no licence");
    }

    [Fact]
    public void A_registration_that_throws_makes_the_plugin_faulted()
    {
        PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("constant", register: "throw new InvalidOperationException(\"no licence\");"));

        AssertFaulted("It could not register its parts: InvalidOperationException: no licence");
    }

    [Fact]
    public void A_name_that_is_no_name_makes_the_plugin_faulted()
    {
        PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("Not A Name"));

        AssertFaulted("It could not register its parts: ArgumentException: 'Not A Name' is not a name for a divergence: "
            + "names are lower-case words joined by dashes. (Parameter 'name')");
    }

    [Fact]
    public void An_entry_class_of_another_kind_makes_the_plugin_faulted()
    {
        PluginAssembly.Compile(folder.Path, "Bad", "public sealed class Entry;");

        AssertFaulted("It could not register its parts: InvalidOperationException: its entry class Entry does not implement IPlugin");
    }

    [Fact]
    public void A_dependency_that_is_missing_is_named()
    {
        var library = PluginAssembly.CompileLibrary(Path.Combine(folder.Path, ".elsewhere"), "Helper", "public static class Helper { public static int One => 1; }");
        PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("constant", register: "if (Helper.One < 0) return;"), references: library);

        AssertFaulted("It needs Helper, which is neither beside it nor in the host.");
    }

    [Fact]
    public void A_truncated_assembly_is_called_damaged()
    {
        var file = PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("constant"));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);

        var plugin = Single();

        Assert.Equal(PluginStatus.Faulted, plugin.Status);
        Assert.StartsWith("Its assembly is damaged or incomplete: ", plugin.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncation_at_any_length_never_takes_the_host_down()
    {
        var file = PluginAssembly.Compile(folder.Path, "Bad", PluginAssembly.Divergence("constant"));
        var bytes = File.ReadAllBytes(file);
        for (var length = 0; length < bytes.Length - 512; length += 101)
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.Equal(PluginStatus.Faulted, Single().Status);
        }
    }

    [Fact]
    public void An_assembly_without_the_attribute_is_not_a_plugin()
    {
        PluginAssembly.CompileLibrary(Path.Combine(folder.Path, "Library"), "Library", "public class Something;");

        AssertFaulted("It is not a plugin: the assembly has no [assembly: FDistillPlugin(…)] attribute.");
    }

    [Fact]
    public void A_folder_without_its_assembly_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "Empty"));

        AssertFaulted("There is no Empty.dll in its folder; a plugin's folder has the name of its assembly.");
    }

    [Fact]
    public void A_plugin_folder_that_cannot_be_read_is_reported_and_the_others_still_count()
    {
        PluginAssembly.Compile(folder.Path, "Good", PluginAssembly.Divergence("constant"));
        var catalog = PluginHost.Load(new PluginSearch([new PluginFolder("/nowhere/to/be/found", MayBeMissing: false), new PluginFolder(folder.Path, MayBeMissing: false)], []));

        Assert.Equal([PluginStatus.Faulted, PluginStatus.Loaded], catalog.Plugins.Select(plugin => plugin.Status));
        Assert.StartsWith("The plugin folder cannot be read: ", catalog.Plugins[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_plugin_is_not_loaded()
    {
        PluginAssembly.Compile(folder.Path, "Good", PluginAssembly.Divergence("constant"));

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], ["Good"])).Plugins);

        Assert.Equal(PluginStatus.Disabled, plugin.Status);
        Assert.Empty(plugin.Parts);
    }

    [Fact]
    public void Of_two_versions_of_a_plugin_the_newer_is_loaded_and_an_incompatible_one_supersedes_nothing()
    {
        var (first, second, third) = (Path.Combine(folder.Path, "1"), Path.Combine(folder.Path, "2"), Path.Combine(folder.Path, "3"));
        PluginAssembly.Compile(first, "Twice", PluginAssembly.Divergence("constant"), version: "1.10.0.0");
        PluginAssembly.Compile(second, "Twice", PluginAssembly.Divergence("constant"), version: "1.9.0.0");
        PluginAssembly.Compile(third, "Twice", PluginAssembly.Divergence("constant"), contract: "7.0", version: "7.0.0.0");

        var catalog = PluginHost.Load(new PluginSearch([.. new[] { first, second, third }.Select(path => new PluginFolder(path, MayBeMissing: false))], []));

        Assert.Equal([PluginStatus.Loaded, PluginStatus.Superseded, PluginStatus.Incompatible], catalog.Plugins.Select(plugin => plugin.Status));
        Assert.Equal($"Version 1.10.0.0 was found in {Path.Combine(first, "Twice")}.", catalog.Plugins[1].Reason);
    }

    [Fact]
    public void A_name_that_two_plugins_bring_must_be_qualified()
    {
        PluginAssembly.Compile(folder.Path, "One", PluginAssembly.Divergence("constant"));
        PluginAssembly.Compile(folder.Path, "Two", PluginAssembly.Divergence("constant"));
        var catalog = Load();
        var kind = PartKind.All.Single(kind => kind.Name == "divergence");

        Assert.False(catalog.TryFind(kind, "constant", out _, out var problem));
        Assert.Equal("2 plugins bring the divergence 'constant': write 'One/constant' or 'Two/constant'", problem);
        Assert.True(catalog.TryFind(kind, "Two/constant", out var part, out _));
        Assert.Equal("Two", part.Plugin);
        Assert.Equal(["One/constant", "Two/constant"], catalog.Names(kind));
    }

    [Fact]
    public void Two_plugins_can_use_different_versions_of_one_library()
    {
        foreach (var (plugin, version) in new[] { ("One", 1), ("Two", 2) })
        {
            var library = PluginAssembly.CompileLibrary(Path.Combine(folder.Path, plugin), "Helper",
                $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] public static class Helper {{ public static string Name => \"helper-{version}\"; }}");
            PluginAssembly.Compile(folder.Path, plugin,
                PluginAssembly.Divergence("constant", register: "builder.AddDivergence<Constant>(Helper.Name, \"\");"), references: library);
        }

        Assert.Equal(["helper-1", "helper-2"], Load().Plugins.Select(plugin => plugin.Parts[0].Name));
    }

    private PluginCatalog Load() => PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []));

    private PluginReport Single() => Assert.Single(Load().Plugins);

    private void AssertFaulted(string reason)
    {
        var plugin = Single();
        Assert.Equal((PluginStatus.Faulted, reason), (plugin.Status, plugin.Reason));
        Assert.Empty(plugin.Parts);
    }
}
