using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Pages;

/// <summary>The README's run file, and the same with another teacher:
/// both make better students, and are not there for show.</summary>
public sealed class ReadmeRunTests : IDisposable
{
    private static readonly string[] Json = [.. Page.All.Single(page => page.Path == "README.md").Blocks().Where(block => block.Language == "json").Select(block => block.Code)];

    private readonly TemporaryFolder folder = new();

    public ReadmeRunTests() => Directory.CreateSymbolicLink(Path.Combine(folder.Path, "samples"), Readme.Path("samples"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_run_file_of_the_readme_makes_a_better_student()
    {
        var (before, after) = await DistancesAsync(JsonNode.Parse(Json[0])!.AsObject());

        Assert.True(after < before / 2, $"the Fréchet distance went from {before:g4} to {after:g4}");
    }

    [Fact]
    public async Task With_the_lines_of_another_teacher_it_does_so_too()
    {
        var run = JsonNode.Parse(Json[0])!.AsObject();
        foreach (var (key, value) in JsonNode.Parse($"{{{Json[1]}}}")!.AsObject()) run[key] = value!.DeepClone();

        var (before, after) = await DistancesAsync(run);

        Assert.True(after < before / 1.3, $"the Fréchet distance went from {before:g4} to {after:g4}");
    }

    /// <summary>The student's Fréchet distance before and after a fifth of the run, at half of its batch.</summary>
    private async Task<(double Before, double After)> DistancesAsync(JsonObject run)
    {
        var output = Path.Combine(folder.Path, "run");
        string[] settings =
        [
            "training.iterations=90", "training.batch=32", "evaluation.samples=300", "evaluation.reference.limit=2000", "evaluation.teacherSteps=[]", "evaluation.teacherSamplers=[]",
            "evaluation.metrics=[{\"use\":\"frechet\"}]", "report.rows=1", "report.columns=1", "report.teacherSteps=1",
        ];
        var ended = await Invocation.OfAsync(["run", folder.Write("readme.json", run.ToJsonString()), "--output", output, .. settings.SelectMany(one => new[] { "--set", one })]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "evaluation.json"), TestContext.Current.CancellationToken))!.AsArray();
        return (Distance("student, before"), Distance("student, after"));

        double Distance(string name) => (double)rows.Single(row => (string)row!["name"]! == name)!["values"]!["frechet"]!;
    }
}
