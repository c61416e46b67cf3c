using System.Runtime.InteropServices;
using FDistill.Hosting.Packages;
using FDistill.Hosting.Packages.Resolution;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Packages;

public sealed class PackageInstallerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] plugin;

    public PackageInstallerTests() => plugin = File.ReadAllBytes(PluginAssembly.Compile(Path.Combine(folder.Path, "build"), "Acme", PluginAssembly.Divergence("acme")));

    private PackageStore Store => new(Path.Combine(folder.Path, "store"));

    private string Feed => Directory.CreateDirectory(Path.Combine(folder.Path, "feed")).FullName;

    private string Marker => Path.Combine(folder.Path, "marker");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_a_package_brings_for_builds_is_evaluated_be_it_asked_for_or_a_dependency(bool isAskedFor)
    {
        var hostile = $"""<Project InitialTargets="Run"><Target Name="Run"><WriteLinesToFile File="{Marker}" Lines="ran" /></Target></Project>""";
        var property = $"""<Project><PropertyGroup><Ran>$([System.IO.File]::WriteAllText('{Marker}', 'ran'))</Ran></PropertyGroup></Project>""";
        var asked = Plugin();
        if (!isAskedFor) asked = asked.Needing("Evil", "1.0.0", "include=\"All\"");
        var evil = isAskedFor ? asked : new NuGetPackage("Evil", "1.0.0").With("lib/net10.0/Evil.dll", "library");
        var id = isAskedFor ? "Acme" : "Evil";
        foreach (var place in new[] { "build", "buildTransitive", "buildMultiTargeting", "build/net10.0", "buildTransitive/net10.0" })
            evil.With($"{place}/{id}.targets", hostile).With($"{place}/{id}.props", property);
        evil.With("tools/init.ps1", "throw").With("content/Directory.Build.rsp", "-bogus").With("Directory.Build.targets", hostile);
        if (!isAskedFor) evil.Write(Feed);

        var installed = await AddAsync(asked.Write(Feed));

        Assert.False(File.Exists(Marker));
        Assert.Equal(isAskedFor ? ["Acme.dll"] : ["Acme.dll", "Evil.dll"], installed.Files.Keys);
        Assert.Null(Assert.Single(Store.Read()).Change());
    }

    [Theory]
    [InlineData("$([System.IO.File]::ReadAllText('/etc/hostname'))", "1.0.0")]
    [InlineData("A;B", "1.0.0")]
    [InlineData("../../Acme", "1.0.0")]
    [InlineData("Acme/../..", "1.0.0")]
    [InlineData("Acme..Parts", "1.0.0")]
    [InlineData("@(Compile)", "1.0.0")]
    [InlineData("Acme Parts", "1.0.0")]
    [InlineData("Acme", "../1.0.0")]
    [InlineData("Acme", "$(Version)")]
    [InlineData("Acme", "1.0.*")]
    [InlineData("Acme", "1.0.0;2.0.0")]
    [InlineData("Acme", "[1.0.0,)")]
    public async Task A_name_or_version_that_is_none_is_refused_in_a_package_and_from_the_user(string id, string version)
    {
        var path = new NuGetPackage(id, version).With("lib/net10.0/Acme.dll", plugin).Write(Feed, "asked.nupkg");

        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(path));
        Assert.StartsWith($"'{path}' is no NuGet package, or damaged: its .nuspec file has the ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("which is no ", refused.Message, StringComparison.Ordinal);

        refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(new PackageRequest(id) { Version = version, Offline = true, Sources = [Feed] }));
        Assert.Contains(id == "Acme" ? "is no version of a package" : "is neither a .nupkg file nor a package's name", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$([System.IO.File]::ReadAllText('/etc/hostname'))", "1.0.0")]
    [InlineData("../../Other", "1.0.0")]
    [InlineData("Other", "$(Version)")]
    public async Task A_dependency_whose_name_or_range_is_none_is_refused_with_the_package_that_names_it(string id, string range)
    {
        var refused = await Assert.ThrowsAsync<UserException>(async () => await AddAsync(Plugin().Needing(id, range).Write(Feed)));
        Assert.Contains("Acme 1.0.0", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Store.Read());
    }

    [Theory]
    [InlineData("lib/net10.0/../../../../../escaped.dll")]
    [InlineData("contentFiles/any/any/../../../../../../escaped.txt")]
    [InlineData("contentFiles/any/any//escaped.txt")]
    [InlineData("runtimes/any/native/../../../../../escaped.so")]
    public async Task A_file_of_a_package_never_leaves_its_plugins_folder(string path)
    {
        var package = new NuGetPackage("Acme", "1.0.0") { Metadata = """<contentFiles><files include="**/*" copyToOutput="true" /></contentFiles>""" }.With("lib/net10.0/Acme.dll", plugin).With(path, "escaped").Write(Feed);
        try
        {
            await AddAsync(package);
        }
        catch (UserException refused)
        {
            Assert.Contains("would write outside of its folder", refused.Message, StringComparison.Ordinal);
        }

        var escaped = Directory.EnumerateFiles(folder.Path, "escaped*", SearchOption.AllDirectories).ToList();
        Assert.All(escaped, file => Assert.StartsWith(Store.FolderOf("Acme", "1.0.0"), file, StringComparison.Ordinal));
        Assert.False(File.Exists("/escaped.txt"));
    }

    [Theory]
    [InlineData('\u0001')]
    [InlineData('\u001b')]
    public async Task A_file_whose_name_holds_a_control_character_is_refused(char control)
    {
        var package = Plugin().With($"runtimes/any/native/lib{control}.so", "native").Write(Feed);
        Assert.Contains("a control character in its name", (await Assert.ThrowsAsync<UserException>(() => AddAsync(package))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_in_place_of_a_nuspec_is_refused_before_it_is_unpacked()
    {
        var path = new NuGetPackage("Acme", "1.0.0") { Nuspec = $"<package><metadata>{new string(' ', 300 << 20)}</metadata></package>" }.Write(Feed);
        var before = GC.GetTotalAllocatedBytes();

        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(path));

        Assert.Contains("its .nuspec file has more than 1048576 bytes", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public async Task A_nuspec_that_names_entities_is_refused()
    {
        var path = new NuGetPackage("Acme", "1.0.0") { Nuspec = """<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><package><metadata><id>Acme</id><version>1.0.0</version></metadata></package>""" }.Write(Feed);
        Assert.Contains("no NuGet package, or damaged", (await Assert.ThrowsAsync<UserException>(() => AddAsync(path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_without_end_are_given_up_at_the_limit()
    {
        for (var k = 0; k <= PackageLimits.Packages; k++) new NuGetPackage($"Chain{k}", "1.0.0").Needing($"Chain{k + 1}", "1.0.0").Write(Feed);
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(Plugin().Needing("Chain0", "1.0.0").Write(Feed)));
        Assert.Contains($"more than {PackageLimits.Packages} were looked at", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_that_go_round_in_circles_or_branch_again_and_again_end()
    {
        for (var k = 0; k < 40; k++)
            foreach (var side in "AB") new NuGetPackage($"{side}{k}", "1.0.0").Needing($"A{(k + 1) % 40}", "1.0.0").Needing($"B{(k + 1) % 40}", "1.0.0").Write(Feed);
        Assert.Equal(["Acme.dll"], (await AddAsync(Plugin().Needing("A0", "1.0.0").Write(Feed))).Files.Keys);
    }

    [Fact]
    public async Task Of_a_dependency_the_lowest_version_is_taken_that_does_for_all()
    {
        foreach (var version in new[] { "1.0.0", "1.2.0", "1.5.0", "2.0.0" }) new NuGetPackage("Lib", version).With("lib/netstandard2.0/Lib.dll", version).Write(Feed);
        new NuGetPackage("Other", "1.0.0").Needing("Lib", "1.1.0").With("lib/net8.0/Other.dll", "other").Write(Feed);

        var installed = await AddAsync(Plugin().Needing("Lib", "1.0.0").Needing("Other", "1.0.0").Write(Feed));

        Assert.Equal("1.2.0", File.ReadAllText(Path.Combine(installed.Folder, "Lib.dll")));
        Assert.Equal(["Acme.dll", "Lib.dll", "Other.dll"], installed.Files.Keys);
    }

    [Fact]
    public async Task A_dependency_that_no_version_satisfies_is_told_with_who_needs_it()
    {
        new NuGetPackage("Lib", "2.0.0").Write(Feed);
        new NuGetPackage("Other", "1.0.0").Needing("Lib", "2.0.0").Write(Feed);

        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(Plugin().Needing("Lib", "[1.0.0]").Needing("Other", "1.0.0").Write(Feed)));

        Assert.StartsWith("NuGet cannot resolve the package 'Lib'. No version does for all who need it; there is 2.0.0.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("which Acme 1.0.0 needs", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Store.Read());
        Assert.Empty(Directory.EnumerateDirectories(Store.Folder));
    }

    [Fact]
    public async Task A_version_that_has_to_go_down_again_for_another_dependency_is_found()
    {
        foreach (var version in new[] { "1.0.0", "2.0.0" }) new NuGetPackage("Lib", version).With("lib/net10.0/Lib.dll", version).Write(Feed);
        new NuGetPackage("Other", "1.0.0").Needing("Lib", "2.0.0").Write(Feed);
        new NuGetPackage("Other", "1.1.0").Needing("Lib", "[1.0.0,2.0.0)").Write(Feed);
        new NuGetPackage("Third", "1.0.0").Needing("Fourth", "1.0.0").Write(Feed);
        new NuGetPackage("Fourth", "1.0.0").Needing("Other", "1.1.0").Write(Feed);

        var installed = await AddAsync(Plugin().Needing("Other", "1.0.0").Needing("Third", "1.0.0").Write(Feed));

        Assert.Equal("1.0.0", File.ReadAllText(Path.Combine(installed.Folder, "Lib.dll")));
    }

    [Fact]
    public async Task Dependencies_that_never_settle_are_given_up()
    {
        foreach (var (version, other) in new[] { ("1.0.0", "[2.0.0]"), ("2.0.0", "[1.0.0]") })
        {
            new NuGetPackage("Left", version).Needing("Right", other).Write(Feed);
            new NuGetPackage("Right", version).Needing("Left", version == "1.0.0" ? "[1.0.0]" : "[2.0.0]").Write(Feed);
        }

        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(Plugin().Needing("Left", "1.0.0").Write(Feed)));
        Assert.StartsWith("NuGet cannot resolve the package", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_in_a_file_whose_dependencies_lie_beside_it_asks_no_feed()
    {
        new NuGetPackage("Lib", "1.0.0").With("lib/net10.0/Lib.dll", "lib").Write(Feed);
        var package = Plugin().Needing("Lib", "1.0.0").Write(Feed);
        var installed = await AddAsync(new PackageRequest(package) { Offline = true, Sources = ["https://localhost:9/nobody/listens/index.json"] });
        Assert.Equal(["Acme.dll", "Lib.dll"], installed.Files.Keys);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_named()
    {
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(new PackageRequest("Acme") { Offline = true, Sources = ["https://localhost:9/nobody/listens/index.json"] }));
        Assert.StartsWith("NuGet cannot resolve the package 'Acme':", refused.Message, StringComparison.Ordinal);
        Assert.Contains("https://localhost:9/nobody/listens/index.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_host_or_the_runtime_provides_is_not_installed_and_a_newer_one_of_the_host_is_refused()
    {
        var installed = await AddAsync(Plugin().Needing("FDistill.Abstractions", "0.1.0").Needing("TorchSharp", "0.101.0").Needing("System.Text.Json", "8.0.0").Needing("NETStandard.Library", "1.6.1").Write(Feed));
        Assert.Equal(["Acme.dll"], installed.Files.Keys);
        Store.Remove(installed);

        Directory.Delete(Feed, recursive: true);
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(Plugin().Needing("torchsharp", "9.0.0").Write(Feed)));
        Assert.Contains("needs TorchSharp (>= 9.0.0); this host has ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugins_libraries_resources_and_content_of_this_system_are_installed_and_no_others()
    {
        var own = RuntimeInformation.RuntimeIdentifier;
        var package = new NuGetPackage("Acme", "1.0.0")
        {
            Metadata = """<contentFiles><files include="any/any/labels.txt" copyToOutput="true" /><files include="any/any/code.cs" buildAction="Compile" /></contentFiles>""",
        };
        package.With("lib/net10.0/Acme.dll", plugin).With("lib/net10.0/Acme.xml", "<doc />").With("lib/net10.0/de/Acme.resources.dll", "de").With("lib/net48/Acme.dll", "old").With("ref/net10.0/Acme.dll", "reference")
            .With($"runtimes/{own}/native/libacme.so", "own").With("runtimes/ios-arm64/native/libacme.so", "other")
            .With("contentFiles/any/any/labels.txt", "labels").With("contentFiles/any/any/code.cs", "code").With("readme.md", "read");
        new NuGetPackage("Lib", "1.0.0") { Metadata = """<contentFiles><files include="**/*" copyToOutput="true" /></contentFiles>""" }
            .With("lib/net10.0/Lib.dll", "lib").With("lib/net10.0/Lib.xml", "<doc />").With("contentFiles/any/any/lib.txt", "content").Write(Feed);
        new NuGetPackage("Tool", "1.0.0").With("lib/net10.0/Tool.dll", "tool").Write(Feed);

        var installed = await AddAsync(package.Needing("Lib", "1.0.0", "exclude=\"Build,Analyzers\"").Needing("Tool", "1.0.0", "include=\"Compile\"").Write(Feed));

        Assert.Equal(["Acme.dll", "Acme.xml", "Lib.dll", "de/Acme.resources.dll", "labels.txt", "libacme.so"], installed.Files.Keys);
        Assert.Equal("own", File.ReadAllText(Path.Combine(installed.Folder, "libacme.so")));
    }

    [Fact]
    public async Task A_package_is_found_by_name_in_a_folder_and_its_newest_release_is_taken()
    {
        foreach (var version in new[] { "1.0.0", "1.10.0", "1.9.0", "2.0.0-beta.1" }) new NuGetPackage("Acme", version).With("lib/net10.0/Acme.dll", plugin).Write(Feed);
        File.WriteAllText(Path.Combine(Feed, "Acme.Other.1.0.0.nupkg"), "no package");

        var installed = await AddAsync(new PackageRequest("acme") { Offline = true, Sources = [Feed] });
        Assert.Equal(("Acme", "1.10.0", Feed), (installed.Name, installed.Version, installed.Source));

        installed = await AddAsync(new PackageRequest("Acme") { Version = "2.0.0-beta.1", Offline = true, Sources = [Feed] });
        Assert.Equal("2.0.0-beta.1", installed.Version);
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(new PackageRequest("Acme") { Version = "2.0.0-beta.1", Offline = true, Sources = [Feed] }));
        Assert.Contains("is installed already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_says_it_is_another_package_than_its_name_is_refused()
    {
        new NuGetPackage("Impostor", "1.0.0").Write(Feed, "Lib.1.0.0.nupkg");
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(Plugin().Needing("Lib", "1.0.0").Write(Feed)));
        Assert.Contains("says that it is Impostor 1.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_installation_left_that_was_killed_stands_in_no_ones_way()
    {
        Directory.CreateDirectory(Store.FolderOf("Acme", "1.0.0"));
        File.WriteAllText(Path.Combine(Store.FolderOf("Acme", "1.0.0"), "half.dll"), "half");

        Assert.Equal(["Acme.dll"], (await AddAsync(Plugin().Write(Feed))).Files.Keys);
        Assert.Null(Assert.Single(Store.Read()).Change());
    }

    [Fact]
    public async Task An_unencrypted_feed_is_not_asked()
    {
        var refused = await Assert.ThrowsAsync<UserException>(() => AddAsync(new PackageRequest("Acme") { Offline = true, Sources = ["http://localhost:9/index.json"] }));
        Assert.Contains("is an http address", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64", "linux-x64 linux unix-x64 unix any base")]
    [InlineData("debian.13-arm64", "debian.13-arm64 linux-arm64 linux unix-arm64 unix any base")]
    [InlineData("alpine.3.22-x64", "alpine.3.22-x64 linux-musl-x64 linux-musl linux-x64 linux unix-x64 unix any base")]
    [InlineData("osx-arm64", "osx-arm64 osx unix-arm64 unix any base")]
    [InlineData("win-x64", "win-x64 win any base")]
    public void Files_fit_a_system_from_its_own_identifier_to_any(string identifier, string expected) =>
        Assert.Equal(expected.Split(' ').Order(), RuntimeIdentifiers.Graph(identifier).ExpandRuntime(identifier).Order());

    private NuGetPackage Plugin() => new NuGetPackage("Acme", "1.0.0").With("lib/net10.0/Acme.dll", plugin);

    private Task<InstalledPackage> AddAsync(string package) => AddAsync(new PackageRequest(package) { Offline = true });

    private Task<InstalledPackage> AddAsync(PackageRequest request) => new PackageInstaller(Store).AddAsync(request, isTrusted: true, TestContext.Current.CancellationToken);
}
