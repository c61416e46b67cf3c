using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Hosting.Packages;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Packages;

/// <summary>A lock file that somebody else wrote: nothing outside the
/// store is touched or run by it, and no verb falls over it.</summary>
public sealed class PackageStoreTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    private PackageStore Store => PackageStore.Of(Environment);

    private string Victim => Path.Combine(data.Path, "victim");

    public PackageStoreTests()
    {
        PluginAssembly.Compile(Path.Combine(Victim, "1.0.0"), "Acme", PluginAssembly.Divergence("acme"));
        Directory.CreateDirectory(Store.Folder);
    }

    public void Dispose() => data.Dispose();

    public static TheoryData<string> Places =>
    [
        "{store}/../../victim/1.0.0/Acme", "{store}/Acme/../../../victim/1.0.0/Acme", "{store}/Acme/1.0.0/../../../../victim/1.0.0/Acme", "{store}/./Acme/1.0.0/Acme", "{store}//Acme/1.0.0/Acme",
        "{store}/Acme/1.0.0/Acme/", "{store}/Acme", "{store}/Acme/1.0.0", "{store}/Acme/1.0.0/Acme/Acme", "{store}/Acme/2.0.0/Acme", "{store}/Other/1.0.0/Acme", "{store}", "{store}/", "/", "", ".",
        "Acme/1.0.0/Acme", "../victim/1.0.0/Acme", "~/Acme", "{store}/Acme/1.0.0/Other", "\u0000", "/a\u0000/Acme", "{store}/Acme/1.0.0/\u0000/Acme",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_record_whose_folder_is_none_of_the_stores_form_is_refused_by_every_reader_and_nothing_is_deleted(string place)
    {
        var folder = place.Replace("{store}", Store.Folder, StringComparison.Ordinal);
        Write(Record(folder));

        var refused = Assert.ThrowsAny<UserException>(Store.Read);
        Assert.StartsWith($"'{Store.LockFile}' is damaged: ", refused.Message, StringComparison.Ordinal);
        AssertNothingButBundledRuns();

        var package = new InstalledPackage("Acme", "1.0.0", "", folder, IsTrusted: true, new Dictionary<string, string>());
        Assert.ThrowsAny<UserException>(() => Store.Remove(package));
        Assert.ThrowsAny<UserException>(() => Store.Record(package));
        Assert.Empty(Store.FoldersOf([package]));
        Assert.True(File.Exists(Path.Combine(Victim, "1.0.0", "Acme", "Acme.dll")));
        Assert.True(Directory.Exists(Store.Folder));
    }

    [Fact]
    public void A_recorded_plugin_outside_the_store_is_forgotten_and_its_files_stay()
    {
        var folder = Path.Combine(Victim, "1.0.0", "Acme");
        Write(Record(folder));
        Store.Remove(Assert.Single(Store.Read()));
        Assert.Empty(Store.Read());
        Assert.True(File.Exists(Path.Combine(folder, "Acme.dll")));
    }

    [Theory]
    [InlineData("Acme", "")]
    [InlineData("Acme/1.0.0", "1.0.0")]
    [InlineData("Acme/1.0.0/Acme", "1.0.0/Acme")]
    public void A_link_in_the_store_is_not_followed_when_a_plugin_is_removed(string link, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        var path = Path.Combine(Store.Folder, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateSymbolicLink(path, Path.Combine(Victim, target));
        Write(Record(Store.FolderOf("Acme", "1.0.0")));

        Assert.Contains("is a link to", Assert.Throws<UserException>(() => Store.Remove(Assert.Single(Store.Read()))).Message, StringComparison.Ordinal);

        Assert.True(File.Exists(Path.Combine(Victim, "1.0.0", "Acme", "Acme.dll")));
        Assert.Single(Store.Read());
    }

    public static TheoryData<string> Damages =>
    [
        "", "null", "[]", "{}", "7", "\"packages\"", "{\"packages\":null}", "{\"packages\":{}}", "{\"packages\":[null]}", "{\"packages\":[{}]}", "{\"packages\":[[]]}", "{\"packages\":[7]}",
        """{"packages":[{"n":{"Acme.dll":"00"}}]}""",
        .. new[] { "name", "version", "source", "folder", "files" }.SelectMany(key => new[] { "null", "7", "[]", "\"\\ud800\"", "" }.Select(value => $"{key}={value}")),
        "isTrusted=null", "isTrusted=\"yes\"", "files={\"Acme.dll\":null}", "files={\"Acme.dll\":7}", "files=[null]",
    ];

    [Theory]
    [MemberData(nameof(Damages))]
    public void Null_entries_and_values_of_a_wrong_type_give_one_message_that_names_the_lock_file_and_every_other_plugin_goes_on(string damage)
    {
        File.WriteAllText(Store.LockFile, damage);
        if (damage.Split('=', 2) is [var key, var value] && !damage.StartsWith('{'))
        {
            var text = Record(Store.FolderOf("Acme", "1.0.0"));
            if (value.Length == 0) text.Remove(key);
            else text[key] = "@";
            File.WriteAllText(Store.LockFile, new JsonObject { ["packages"] = new JsonArray(text) }.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal));
        }

        var refused = Assert.ThrowsAny<UserException>(Store.Read);
        Assert.StartsWith($"'{Store.LockFile}' is damaged: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Put a copy in its place, or delete it and add your plugins again.", refused.Message, StringComparison.Ordinal);
        AssertNothingButBundledRuns();
    }

    [Fact]
    public void A_folder_in_place_of_the_lock_file_is_no_empty_lock_file()
    {
        Directory.CreateDirectory(Store.LockFile);
        Assert.StartsWith($"'{Store.LockFile}' is damaged: ", Assert.ThrowsAny<UserException>(Store.Read).Message, StringComparison.Ordinal);
        AssertNothingButBundledRuns();
    }

    [Fact]
    public void A_recorded_plugin_is_compared_without_reading_what_was_not_recorded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        var folder = Store.FolderOf("Acme", "1.0.0");
        PluginAssembly.Compile(Path.GetDirectoryName(folder)!, "Acme", PluginAssembly.Divergence("acme"));
        var package = new InstalledPackage("Acme", "1.0.0", "a test", folder, IsTrusted: true, FileHashes.Of(folder));
        Directory.CreateSymbolicLink(Path.Combine(folder, "everything"), "/proc/self/fd");
        Assert.Matches("^its file everything/.* was not recorded$", package.Change());
    }

    /// <summary>With a plugin in the user's plugin folder: it may have
    /// been recorded, so it is not run while nobody can tell.</summary>
    private void AssertNothingButBundledRuns()
    {
        PluginAssembly.Compile(Path.Combine(data.Path, "fdistill", "plugins"), "Beside", PluginAssembly.Divergence("beside"));
        var catalog = PluginHost.Load(PluginSearch.Of([], [], Environment));
        var store = Assert.Single(catalog.Plugins, plugin => plugin.Path == Store.LockFile);
        Assert.Equal((PackageStore.LockName, PluginStatus.Faulted), (store.Name, store.Status));
        Assert.StartsWith($"'{Store.LockFile}' is damaged: ", store.Reason, StringComparison.Ordinal);
        var beside = Assert.Single(catalog.Plugins, plugin => plugin.Name == "Beside");
        Assert.Equal((PluginStatus.Untrusted, store.Reason), (beside.Status, beside.Reason));
        Assert.DoesNotContain(catalog.Plugins, plugin => plugin.Name == "Acme");
    }

    private void Write(JsonObject record) => File.WriteAllText(Store.LockFile, new JsonObject { ["packages"] = new JsonArray(record) }.ToJsonString());

    private static JsonObject Record(string folder) => new()
    {
        ["name"] = "Acme", ["version"] = "1.0.0", ["source"] = "a test", ["folder"] = folder, ["isTrusted"] = true, ["files"] = JsonSerializer.SerializeToNode(new Dictionary<string, string> { ["Acme.dll"] = "00" }),
    };

    private string? Environment(string name) => name == "XDG_DATA_HOME" ? data.Path : null;
}
