using System.IO.Compression;
using System.Text.Json;
using FDistill.Packages.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Flow;

/// <summary>What a third party does, with packages alone and a machine that never saw the framework's source.</summary>
public sealed class ThirdPartyTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    [Fact]
    public void Five_minutes_lead_from_an_empty_folder_to_a_run_with_a_divergence_of_one_s_own()
    {
        feed.Dotnet(feed.Work, "new", "install", Directory.GetFiles(feed.Packages, "FDistill.Templates.*.nupkg").Single());
        feed.Dotnet(feed.Work, "new", "fdistill-divergence", "-n", "Contoso.Divergences");
        var project = Path.Combine(feed.Work, "Contoso.Divergences");

        Assert.Contains("Passed!", feed.Dotnet(project, "test"), StringComparison.Ordinal);
        Assert.InRange(Size(project), 0, 50L << 20);
        feed.Dotnet(project, "pack", "--output", "packages");
        Assert.Contains("(the program's own)", Words(feed.Fdistill(project, "doctor")), StringComparison.Ordinal);
        Assert.Contains("not trusted yet", Words(feed.Fdistill(project, "plugins", "add", "packages/Contoso.Divergences.1.0.0.nupkg")), StringComparison.Ordinal);
        Assert.Matches("Contoso.Divergences +1.0.0.0 +Untrusted", feed.Fdistill(project, "plugins", "list"));
        feed.Fdistill(project, "plugins", "trust", "Contoso.Divergences");
        feed.Fdistill(project, "run", "run.json", "--set", "divergence.use=contoso", "--set", "divergence.gamma=0.25");

        using var resolved = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "runs", "contoso", "run.json")));
        Assert.Equal(0.25, resolved.RootElement.GetProperty("divergence").GetProperty("gamma").GetDouble());
        feed.Fdistill(project, "plugins", "remove", "Contoso.Divergences");
        Assert.DoesNotContain("Contoso", feed.Fdistill(project, "plugins", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_party_s_repository_keeps_the_laws_and_its_parts_of_every_kind_run_together()
    {
        var repository = Path.Combine(feed.Work, "third-party");
        Copy(Readme.Path("samples/third-party"), repository);
        var tests = feed.Dotnet(repository, "test", "ThirdParty.slnx", "-m:1");
        Assert.Equal(5, tests.Split("Passed!").Length - 1);

        feed.Dotnet(repository, "pack", "ThirdParty.slnx", "-m:1", "--output", "packages");
        foreach (var package in Directory.GetFiles(Path.Combine(repository, "packages"), "*.nupkg")) feed.Fdistill(repository, "plugins", "add", package, "--trust");
        feed.Fdistill(repository, "plugins", "verify");
        feed.Fdistill(repository, "run", "run.json");
        Assert.Contains("brightness", File.ReadAllText(Path.Combine(repository, "runs", "acme", "evaluation.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_of_one_s_own_runs_a_run_file_with_packages_alone()
    {
        string[] plugins = ["FDistill.Plugins.Divergences", "FDistill.Plugins.GaussianMixture", "FDistill.Plugins.Heads"];
        var program = Path.Combine(feed.Work, "embedding");
        Copy(Readme.Path("samples/embedding"), program);
        File.WriteAllText(Path.Combine(program, "Embedding.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="FDistill.Hosting" Version="0.1.0" />
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.14" />
                <PackageReference Include="libtorch-cpu-$(NETCoreSdkPortableRuntimeIdentifier)" Version="2.10.0" />
                <Content Include="run.json" CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
            </Project>
            """);
        foreach (var plugin in plugins) feed.Fdistill(program, "plugins", "add", Directory.GetFiles(feed.Packages, $"{plugin}.*.nupkg").Single(), "--trust");
        try
        {
            Assert.Contains("50 of 50: matching loss", feed.Dotnet(program, "run", "--configuration", "Release"), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var plugin in plugins) feed.Fdistill(program, "plugins", "remove", plugin);
        }
    }

    [Fact]
    public void Packages_depend_on_TorchSharp_itself_and_carry_what_a_feed_shows()
    {
        foreach (var file in Directory.GetFiles(feed.Packages, "FDistill.*.nupkg"))
        {
            using var zip = ZipFile.OpenRead(file);
            using var reader = new StreamReader(zip.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            var nuspec = reader.ReadToEnd();
            Assert.Contains("<icon>icon.png</icon>", nuspec, StringComparison.Ordinal);
            Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
            Assert.Contains("""<license type="expression">Apache-2.0</license>""", nuspec, StringComparison.Ordinal);
            if (Path.GetFileName(file).StartsWith("FDistill.Templates", StringComparison.Ordinal)) continue;
            Assert.Contains("""<dependency id="TorchSharp" version="0.107.0" """, nuspec, StringComparison.Ordinal);
            Assert.Contains(zip.Entries, entry => entry.FullName.StartsWith("lib/net10.0/", StringComparison.Ordinal) && entry.Name.EndsWith(".xml", StringComparison.Ordinal));
        }
    }

    /// <summary>How much a folder's own files take, in bytes: links take nothing.</summary>
    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null).Sum(file => file.Length);

    /// <summary>A text without its line breaks.</summary>
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file);
            if (path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "packages")) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, path))!);
            File.Copy(file, Path.Combine(to, path));
        }
    }
}
