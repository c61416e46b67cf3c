using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Parity.Tests;

/// <summary>What docs/fidelity.md names as its proof is there.</summary>
public sealed partial class FidelityPageTests
{
    private static readonly string Page = File.ReadAllText(Readme.Path("docs/fidelity.md"));

    /// <summary>Every file of a class of tests, and its code.</summary>
    private static readonly ILookup<string, (string Project, string Code)> Classes = Directory
        .EnumerateFiles(Readme.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), file => (ProjectOf(file), File.ReadAllText(file)));

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var named = TestName().Matches(Page).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();

        Assert.True(named.Count > 50, $"{named.Count} tests are named");
        Assert.All(named, test => Assert.Contains(Classes[test.Class], found => Declares(found.Code, test.Class, test.Method)));
    }

    [Fact]
    public void A_test_is_in_the_project_that_its_row_names()
    {
        var rows = Row().Matches(Page).Select(match => (Proof: match.Groups[1].Value, Project: $"FDistill.{match.Groups[2].Value}.Tests"))
            .SelectMany(row => TestName().Matches(row.Proof).Select(test => (row.Project, Class: test.Groups[1].Value))).ToList();

        Assert.True(rows.Count > 50, $"{rows.Count} tests are named with a project");
        Assert.All(rows, row => Assert.Contains(row.Project, Classes[row.Class].Select(found => found.Project)));
    }

    [Fact]
    public void The_kinds_of_recordings_that_the_page_names_are_the_runners()
    {
        var named = KindName().Matches(Page).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(CheckKinds.All.Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static bool Declares(string code, string name, string method) =>
        Regex.IsMatch(code, $@"\bclass {name}\b") && (method.Length == 0 || Regex.IsMatch(code, $@"\b(void|Task) {method}\("));

    private static string ProjectOf(string file) => Path.GetRelativePath(Readme.Path("tests"), file).Split(Path.DirectorySeparatorChar)[0];

    [GeneratedRegex(@"`([A-Za-z]\w*Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();

    /// <summary>A row of three cells, the last of them a project's short name.</summary>
    [GeneratedRegex(@"^\|[^|\n]*\|([^|\n]*)\| ([A-Z][\w.]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`((?:fdistill|edm|sd|clip|openclip|dino|metric|image|network|checkpoint)\.[a-z_]+)`")]
    private static partial Regex KindName();
}
