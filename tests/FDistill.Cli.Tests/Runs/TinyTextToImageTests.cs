using System.Text.Json;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>The shipped text-to-image model goes the whole way: captions, latents,
/// guidance, a student, and all that is measured of its images.</summary>
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
    public async Task Encoded_data_leave_the_student_that_images_leave_to_the_bit()
    {
        var runFile = Repository.Sample("tiny-text-to-image", "student.json");
        string[] some = ["--set", "dataset.limit=12"];
        var encoded = Path.Combine(folder.Path, "encoded");
        var encode = await Invocation.OfAsync(["dataset", "encode", runFile, encoded, "--batch", "4", "--shard", "8", .. some]);
        Assert.True(encode.ExitCode == 0, encode.Error);

        var ofImages = await StudentAsync("images", some);
        var ofLatents = await StudentAsync("latents", ["--set", $$"""dataset={"use":"encoded","folder":"{{encoded}}"}"""]);
        Assert.Equal(ofImages, ofLatents);
    }

    private async Task<byte[]> StudentAsync(string name, string[] dataset)
    {
        var output = Path.Combine(folder.Path, name);
        string[] settings = ["training.iterations=4", "training.batch=3", "evaluation=null", "report.rows=1", "report.columns=1", "report.teacherSteps=1"];
        var run = await Invocation.OfAsync(["run", Repository.Sample("tiny-text-to-image", "student.json"), "--output", output, .. dataset, .. settings.SelectMany(one => new[] { "--set", one })]);
        Assert.True(run.ExitCode == 0, run.Error);
        return await File.ReadAllBytesAsync(Path.Combine(output, "checkpoints", "000004", "student.safetensors"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_shipped_files_are_under_10_megabytes() =>
        Assert.InRange(new DirectoryInfo(Repository.Sample("tiny-text-to-image")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, 10_000_000);
}
