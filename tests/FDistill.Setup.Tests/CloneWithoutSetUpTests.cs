using FDistill.Setup.Tests.Support;

namespace FDistill.Setup.Tests;

/// <summary>Plain <c>dotnet build</c> in a clone where nobody ran the set-up.</summary>
public sealed class CloneWithoutSetUpTests(PackageFeed feed)
{
    [Fact]
    public async Task The_solution_builds_where_the_packages_are_to_be_had()
    {
        using var clone = new Miniature(feed.Folder);

        var build = await clone.BuildSolutionAsync();

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("<TorchProvider>nuget</TorchProvider>", clone.Provider, StringComparison.Ordinal);
        Assert.Contains("<TorchNativePackage>TorchSharp-", clone.Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_solution_says_in_one_sentence_what_to_do_where_they_are_not()
    {
        using var clone = new Miniature();

        SaysWhatToDo(await clone.BuildSolutionAsync());

        Assert.Empty(clone.Provider);
    }

    [Fact]
    public async Task So_does_a_single_project()
    {
        using var clone = new Miniature();

        SaysWhatToDo(await clone.BuildProjectAsync());
    }

    private static void SaysWhatToDo(Outcome build)
    {
        Assert.NotEqual(0, build.ExitCode);
        var error = Assert.Single(build.Lines.Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct());
        Assert.Contains("run './fdistill setup'", error, StringComparison.Ordinal);
    }
}
