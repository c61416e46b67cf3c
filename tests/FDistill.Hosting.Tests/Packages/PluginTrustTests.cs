using FDistill.Hosting.Packages;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Packages;

public sealed class PluginTrustTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly Dictionary<string, string> environment = [];

    public PluginTrustTests() => environment["XDG_DATA_HOME"] = data.Path;

    private PackageStore Store => PackageStore.Of(name => environment.GetValueOrDefault(name));

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_recorded_and_trusted_plugin_is_loaded_from_the_store()
    {
        Install("Acme", "1.0.0");
        Assert.Equal(PluginStatus.Loaded, Acme().Status);
    }

    [Fact]
    public void A_plugin_that_nobody_trusts_is_not_run()
    {
        var trace = Path.Combine(data.Path, "trace");
        Install("Acme", "1.0.0", isTrusted: false, constructor: $"System.IO.File.WriteAllText(@\"{trace}\", \"\");");
        Assert.Equal((PluginStatus.Untrusted, "It was added, but nobody said that its code may run: 'fdistill plugins trust Acme'."), (Acme().Status, Acme().Reason));
        Assert.False(File.Exists(trace));
    }

    [Theory]
    [InlineData("changed", "Its file Acme.dll is not the one that was recorded: look at it, then 'fdistill plugins trust Acme' or add it again.")]
    [InlineData("added", "Its file Extra.dll was not recorded: look at it, then 'fdistill plugins trust Acme' or add it again.")]
    [InlineData("gone", "Its file Help.txt is gone: look at it, then 'fdistill plugins trust Acme' or add it again.")]
    public void A_plugin_whose_files_changed_is_not_run_until_it_is_trusted_again(string what, string reason)
    {
        var folder = Install("Acme", "1.0.0").Folder;
        switch (what)
        {
            case "changed": File.AppendAllText(Path.Combine(folder, "Acme.dll"), "x"); break;
            case "added": File.WriteAllText(Path.Combine(folder, "Extra.dll"), ""); break;
            default: File.Delete(Path.Combine(folder, "Help.txt")); break;
        }

        Assert.Equal((PluginStatus.Untrusted, reason), (Acme().Status, Acme().Reason));
        foreach (var package in PluginRecords.Found(Load(), Store.Read())) Store.Record(package);
        Assert.Equal(PluginStatus.Loaded, Acme().Status);
        Assert.Equal("1.0.0", Assert.Single(Store.Read()).Version);
    }

    [Fact]
    public void Of_two_versions_side_by_side_the_newer_is_taken_and_the_older_when_that_is_removed()
    {
        Install("Acme", "1.0.0");
        var newer = Install("Acme", "2.0.0");
        Assert.Equal(["1.0.0.0 Superseded", "2.0.0.0 Loaded"], Load().Plugins.Where(plugin => plugin.Name == "Acme").Select(plugin => $"{plugin.Version} {plugin.Status}").Order());
        Store.Remove(newer);
        Assert.False(Directory.Exists(newer.Folder));
        Assert.Equal(("1.0.0.0", PluginStatus.Loaded), ($"{Acme().Version}", Acme().Status));
    }

    [Fact]
    public void Where_only_recorded_plugins_are_admitted_any_other_is_refused_until_it_is_trusted()
    {
        using var elsewhere = new TemporaryFolder();
        PluginAssembly.Compile(elsewhere.Path, "Acme", PluginAssembly.Divergence("acme"));
        environment["FDISTILL_PLUGINS"] = elsewhere.Path;
        Assert.Equal(PluginStatus.Loaded, Acme().Status);

        environment[PluginTrust.Variable] = "1";
        Assert.Equal((PluginStatus.Untrusted, "It is not recorded, and FDISTILL_PLUGINS_LOCKED=1 admits nothing else: look at it, then 'fdistill plugins trust Acme'."), (Acme().Status, Acme().Reason));
        Store.Record(Assert.Single(PluginRecords.Found(Load(), [])));
        Assert.Equal(PluginStatus.Loaded, Acme().Status);

        environment[PluginTrust.Variable] = "yes";
        Assert.Contains("expected 1", Assert.Throws<UserException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_lock_file_is_left_as_it_is_and_no_recorded_plugin_runs()
    {
        Install("Acme", "1.0.0");
        File.WriteAllText(Store.LockFile, "{ \"packages\": [");
        var found = Load().Plugins.Single(plugin => plugin.Path == Store.LockFile);
        Assert.Equal(PluginStatus.Faulted, found.Status);
        Assert.StartsWith($"'{Store.LockFile}' is damaged: ", found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Load().Plugins, plugin => plugin.Name == "Acme");
        Assert.ThrowsAny<UserException>(() => Install("Other", "1.0.0"));
        Assert.Equal("{ \"packages\": [", File.ReadAllText(Store.LockFile));
    }

    [Fact]
    public void Folders_in_the_store_that_are_not_recorded_are_no_plugins()
    {
        PluginAssembly.Compile(Path.Combine(Store.Folder, "Acme", "1.0.0"), "Acme", PluginAssembly.Divergence("acme"));
        Assert.DoesNotContain(Load().Plugins, plugin => plugin.Name == "Acme");
    }

    private InstalledPackage Install(string name, string version, bool isTrusted = true, string constructor = "")
    {
        var folder = Store.FolderOf(name, version);
        PluginAssembly.Compile(Path.GetDirectoryName(folder)!, name, PluginAssembly.Divergence("acme", constructor: constructor), version: $"{version}.0");
        File.WriteAllText(Path.Combine(folder, "Help.txt"), "help");
        var package = new InstalledPackage(name, version, "a test", folder, isTrusted, FileHashes.Of(folder));
        Store.Record(package);
        return package;
    }

    private PluginReport Acme() => Load().Plugins.Single(plugin => plugin.Name == "Acme" && plugin.Status != PluginStatus.Superseded);

    private PluginCatalog Load() => PluginHost.Load(PluginSearch.Of([], [], name => environment.GetValueOrDefault(name)));
}
