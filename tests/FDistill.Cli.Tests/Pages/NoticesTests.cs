using System.Text.Json.Nodes;
using System.Xml.Linq;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Pages;

/// <summary>Whose work the program brings along stands in THIRD-PARTY-NOTICES.md.</summary>
public sealed class NoticesTests
{
    private static readonly string Notices = File.ReadAllText(Readme.Path("THIRD-PARTY-NOTICES.md"));

    [Fact]
    public void Every_package_that_the_repository_names_stands_in_the_notices()
    {
        var packages = XDocument.Load(Readme.Path("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value).ToList();

        Assert.True(packages.Count > 15, $"{packages.Count} packages are named");
        Assert.All(packages, AssertNamed);
    }

    [Fact]
    public void Every_package_that_lies_beside_the_program_stands_in_the_notices()
    {
        var dependencies = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fdistill.deps.json")))!["libraries"]!.AsObject();
        var packages = dependencies.Where(library => (string)library.Value!["type"]! == "package").Select(library => library.Key.Split('/')[0]).ToList();

        Assert.True(packages.Count > 10, $"{packages.Count} packages are brought along");
        Assert.All(packages, AssertNamed);
    }

    [Fact]
    public void Every_file_of_others_that_is_embedded_stands_in_the_notices()
    {
        var embedded =
            from folder in new[] { "src", "plugins" }
            from project in Directory.EnumerateFiles(Readme.Path(folder), "*.csproj", SearchOption.AllDirectories)
            from resource in XDocument.Load(project).Descendants("EmbeddedResource")
            select Path.GetFileName(resource.Attribute("Include")!.Value.Replace('\\', '/'));
        string[] own = ["report.css", "sd15.json", "sdxl.json"];

        Assert.All(embedded.Except(own), file => Assert.Contains($"/{file}`", Notices, StringComparison.Ordinal));
    }

    private static void AssertNamed(string package) => Assert.Matches($@"[| ]{System.Text.RegularExpressions.Regex.Escape(package)}[,| ]", Notices);
}
