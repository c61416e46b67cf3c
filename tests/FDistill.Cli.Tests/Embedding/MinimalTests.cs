using System.Globalization;
using System.Text.RegularExpressions;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Embedding;

/// <summary>The method in one file, by the engine's losses alone.</summary>
public sealed partial class MinimalTests
{
    [Fact]
    public async Task The_minimal_sample_is_some_hundred_lines_and_its_student_comes_to_cover_all_eight_modes_from_none()
    {
        Assert.InRange((await File.ReadAllLinesAsync(Repository.Sample("minimal", "Program.cs"), TestContext.Current.CancellationToken)).Length, 1, 130);
        var built = AppContext.BaseDirectory.Replace(typeof(MinimalTests).Assembly.GetName().Name!, "Minimal", StringComparison.Ordinal);

        var (exitCode, output) = await OtherProgram.RunAsync(Path.Combine(built, "Minimal.dll"), Path.GetTempPath());

        Assert.Equal(0, exitCode);
        var (before, after) = (Row(output, "before"), Row(output, "after"));
        Assert.Equal(0, before.Modes);
        Assert.Equal(8, after.Modes);
        Assert.True(after.Share > 90, $"{after.Share} % of the samples are near a mode");
    }

    [Fact]
    public void The_minimal_sample_knows_no_host()
    {
        var project = File.ReadAllText(Repository.Sample("minimal", "Minimal.csproj"));

        Assert.Contains("FDistill.Engine", project, StringComparison.Ordinal);
        Assert.DoesNotContain("Hosting", project, StringComparison.Ordinal);
    }

    private static (int Modes, double Share) Row(string output, string when)
    {
        var match = Reported().Matches(output).Single(match => match.Groups[1].Value == when);
        return (int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"(\w+): (\d) of 8 modes, ([\d.]+) % of the samples near one")]
    private static partial Regex Reported();
}
