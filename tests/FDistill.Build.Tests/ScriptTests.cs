using FDistill.Build.Tests.Support;

namespace FDistill.Build.Tests;

/// <summary>The two scripts on a machine that is not as it should be.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("fdistill")]
    [InlineData("test")]
    public async Task A_package_that_cannot_be_restored_is_one_sentence_with_the_way_out(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are Bash's");
        using var clone = new Miniature();

        var outcome = await clone.RunAsync(script);

        Assert.Equal(1, outcome.ExitCode);
        var sentence = Assert.Single(outcome.Lines, line => line.Contains("cannot be restored", StringComparison.Ordinal));
        Assert.Contains("Unable to find package TorchSharp", sentence, StringComparison.Ordinal);
        Assert.Contains("dotnet nuget add source", sentence, StringComparison.Ordinal);
        Assert.True(outcome.Lines.Count <= 2, outcome.Output);
    }

    [Fact]
    public async Task Without_the_SDK_it_is_said_where_to_get_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are Bash's");
        using var clone = new Miniature();

        var outcome = await clone.RunAsync("fdistill", ("PATH", clone.CoreutilsAlone()));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the .NET 10 SDK is needed", Assert.Single(outcome.Lines), StringComparison.Ordinal);
    }
}
