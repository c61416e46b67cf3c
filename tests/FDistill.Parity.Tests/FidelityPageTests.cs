using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Parity.Tests;

/// <summary>What docs/fidelity.md names as its proof is there.</summary>
public sealed partial class FidelityPageTests
{
    private static readonly string Page = File.ReadAllText(Readme.Path("docs/fidelity.md"));

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var there = Directory.EnumerateFiles(Readme.Path("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var named = TestName().Matches(Page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 50, $"{named.Count} tests are named");
        Assert.All(named, name => Assert.Contains(name, there));
    }

    [Fact]
    public void Every_kind_of_recording_that_the_page_names_is_one_of_the_runners()
    {
        var named = KindName().Matches(Page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 25, $"{named.Count} kinds are named");
        Assert.All(named, name => Assert.Contains(name, CheckKinds.All));
    }

    [GeneratedRegex("`([A-Za-z]\\w*Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`((?:fdistill|edm|sd|clip|openclip|dino|metric|image|network|checkpoint)\.[a-z_]+)`")]
    private static partial Regex KindName();
}
