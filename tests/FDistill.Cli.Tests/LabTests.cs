using System.Text.Json.Nodes;
using FDistill.Cli.Commands;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests;

public sealed class LabTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Theorem_1_is_told_in_tables_that_fit_and_written_as_numbers()
    {
        var json = Path.Combine(folder.Path, "numbers.json");

        var lab = await Invocation.OfAsync("lab", "theorem", "js", "expression:h=r^0.5/(1+r)", "--dimension", "1", "--json", json);

        Assert.True(lab.ExitCode == 0, lab.Error);
        Assert.Matches("js +[0-9]+e-[0-9]+ +yes", lab.Out);
        Assert.Contains("Theorem 1 (Eq. 3)", lab.Out, StringComparison.Ordinal);
        Assert.All(lab.Lines, line => Assert.True(line.TrimEnd().Length <= 80, line));
        var row = JsonNode.Parse(File.ReadAllText(json))!["theorem"]![0]!;
        Assert.Equal((double)row["slope"]!, (double)row["theorem"]!, 1e-8);
        Assert.Null(JsonNode.Parse(File.ReadAllText(json))!["map"]);
    }

    [Fact]
    public async Task The_map_is_drawn_for_every_divergence_that_is_found()
    {
        var (html, svg) = (Path.Combine(folder.Path, "lab.html"), Path.Combine(folder.Path, "lab.svg"));

        var lab = await Invocation.OfAsync("lab", "map", "--html", html, "--png", svg);

        Assert.True(lab.ExitCode == 0, lab.Error);
        foreach (var name in new[] { "reverse-kl", "js", "smoothed-total-variation" })
        {
            Assert.Matches($"{name} +[0-9]", lab.Out);
            Assert.Contains(name, File.ReadAllText(svg), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("expression", lab.Out, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(html), StringComparison.Ordinal);
        Assert.All(lab.Lines, line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public async Task A_run_file_may_bring_the_teacher()
    {
        var file = folder.Write("testbed.json", """
            {
              "teacher": { "use": "gaussian-mixture", "dimension": 1, "components": [{ "mean": [1], "variance": 0.25 }] },
              "divergence": { "use": "js" },
              "training": { "iterations": 3 }
            }
            """);

        var lab = await Invocation.OfAsync("lab", "theorem", "forward-kl", "--with", file);

        Assert.True(lab.ExitCode == 0, lab.Error);
        Assert.Contains("D = 1", lab.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("D = 2", lab.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lab theorem js --dimension 65", 2, "--dimension: found 65, expected 1 to 64.")]
    [InlineData("lab map js --dimension 3", 2, "A map of h needs points in the plane, and these have 3 coordinates")]
    [InlineData("lab theorem jss", 2, "there is no divergence 'jss'; did you mean 'js'?")]
    [InlineData("lab map js --png map.gif", 1, "found the ending '.gif', expected .svg or .png")]
    [InlineData("lab theorem js --with nowhere.json", 2, "There is no run file")]
    public async Task A_mistake_is_answered_with_the_way_out(string commandLine, int code, string answer)
    {
        var lab = await Invocation.OfAsync(commandLine.Split(' '));

        Assert.Equal(code, lab.ExitCode);
        Assert.Contains(answer, string.Join(' ', lab.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_that_does_not_know_its_marginals_is_refused()
    {
        var lab = await Invocation.OfAsync("lab", "theorem", "js", "--with", SampleFiles.Find("digits.json"));

        Assert.Equal(2, lab.ExitCode);
        Assert.Contains("does not know its marginals exactly", string.Join(' ', lab.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
