using System.Text.Json;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>The shipped text-to-image model goes the whole way: captions, latents, guidance, a student, and all that is measured of its images.</summary>
public sealed class TinyTextToImageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_round_of_the_shipped_text_to_image_model_leaves_a_student_with_all_its_scores()
    {
        var run = Path.Combine(folder.Path, "run");
        string[] settings = ["training.iterations=3", "training.batch=2", "evaluation.samples=20", "evaluation.reference.limit=20", "report.rows=2", "report.columns=2"];
        var distilled = await Invocation.OfAsync(["run", Repository.Sample("tiny-text-to-image", "student.json"), "--output", run, .. settings.SelectMany(one => new[] { "--set", one })]);
        Assert.True(distilled.ExitCode == 0, distilled.Error);

        using var measured = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run, "evaluation.json"), TestContext.Current.CancellationToken));
        foreach (var measure in new[] { "digitAccuracy", "strokeAccuracy", "captionAccuracy", "clipScore", "inBatchSimilarity", "frechet", "recall" }) Assert.Contains(measure, measured.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_files_are_under_10_megabytes() =>
        Assert.InRange(new DirectoryInfo(Repository.Sample("tiny-text-to-image")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, 10_000_000);
}
