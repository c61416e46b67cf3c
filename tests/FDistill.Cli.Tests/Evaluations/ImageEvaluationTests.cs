using System.IO.Compression;
using System.Text.Json;
using FDistill.Cli.Tests.Support;
using FDistill.Formats.Images.Png;
using FDistill.Images;

namespace FDistill.Cli.Tests.Evaluations;

public sealed class ImageEvaluationTests : IDisposable
{
    private const string Frechet = """evaluation.metrics=[{"use":"frechet"}]""";

    private readonly TemporaryFolder folder = new();

    private string Images => Path.Combine(folder.Path, "images");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_and_a_zip_file_of_the_same_images_have_the_same_score()
    {
        WriteImages(12);
        var zip = Path.Combine(folder.Path, "zipped", "images.zip");
        Directory.CreateDirectory(Path.GetDirectoryName(zip)!);
        ZipFile.CreateFromDirectory(Images, zip);

        var (ofFolder, ofZip) = (await Evaluate(Images), await Evaluate(zip));

        Assert.True(ofFolder.ExitCode == 0, ofFolder.Error);
        Assert.Contains("images, 12 images", ofFolder.Out, StringComparison.Ordinal);
        Assert.Equal(Score(Images), Score(Path.GetDirectoryName(zip)!));
    }

    [Fact]
    public async Task Exactly_as_many_images_are_taken_as_asked_for()
    {
        WriteImages(12);
        var some = await Evaluate(Images, "--samples", "7");
        Assert.True(some.ExitCode == 0, some.Error);
        Assert.Contains("images, 7 images", some.Out, StringComparison.Ordinal);

        var tooMany = await Evaluate(Images, "--samples", "13");
        Assert.Equal(1, tooMany.ExitCode);
        Assert.Contains("There are 12 images, and 13 are to be measured.", tooMany.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_of_the_references_give_the_score_that_the_references_give()
    {
        WriteImages(12);
        var (references, statistics) = (Path.Combine(folder.Path, "references"), Path.Combine(folder.Path, "references.npz"));
        Directory.CreateDirectory(references);
        WriteImages(15, references, seed: 1);

        var written = await Invocation.OfAsync("evaluate", "statistics", references, statistics, "--set", """evaluation.extractor={"use":"digits"}""");
        Assert.True(written.ExitCode == 0, written.Error);
        Assert.Contains("The statistics of 15 images are in", written.Out, StringComparison.Ordinal);

        Assert.Equal(0, (await Evaluate(Images, "--set", $"evaluation.referenceStatistics={statistics}")).ExitCode);
        Assert.Equal(0, (await Evaluate(references, "--set", $"evaluation.referenceStatistics={statistics}")).ExitCode);
        Assert.InRange(Score(Images), 1e-3, double.MaxValue);
        Assert.Equal(0, Score(references), 1e-9);
    }

    [Fact]
    public async Task Images_are_measured_as_a_run_file_says()
    {
        WriteImages(12);
        var file = folder.Write("measure.json", """
            { "teacher": { "use": "edm" }, "evaluation": { "extractor": { "use": "digits" }, "reference": { "use": "mnist", "folder": "nowhere" }, "metrics": [{ "use": "frechet" }] } }
            """);
        var mistaken = await Invocation.OfAsync("evaluate", Images, "--with", file);
        Assert.Equal(2, mistaken.ExitCode);
        Assert.Contains("evaluation.reference.folder", mistaken.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("teacher", mistaken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_several_sizes_are_refused_by_name()
    {
        WriteImages(3);
        Write(Images, 3, new Raster(8, 16, 1, new byte[128]));
        await RefusedAsync("'000000.png' is 1x16x16 and '000003.png' is 1x16x8", 1, Images);
    }

    [Fact]
    public async Task Images_that_the_extractor_does_not_see_are_refused()
    {
        Directory.CreateDirectory(Images);
        for (var n = 0; n < 3; n++) Write(Images, n, new Raster(8, 8, 1, new byte[64]));
        await RefusedAsync("sees images of 1x16x16; given were 1x8x8", 1, Images);
    }

    [Fact]
    public async Task A_folder_without_images_is_refused()
    {
        Directory.CreateDirectory(Images);
        File.WriteAllText(Path.Combine(Images, "notes.txt"), "no image");
        await RefusedAsync("holds no images; expected files that end in .png", 1, Images);
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_refused_by_name()
    {
        WriteImages(3);
        File.WriteAllText(Path.Combine(Images, "000001.png"), "no image");
        await RefusedAsync("000001.png", 1, Images);
    }

    [Fact]
    public async Task A_zip_file_that_is_none_is_refused() =>
        await RefusedAsync("is no zip archive", 1, folder.Write("images.zip", "no archive"));

    [Fact]
    public async Task What_is_not_there_is_refused() => await RefusedAsync("There is no", 2, Path.Combine(folder.Path, "nowhere"));

    [Fact]
    public async Task Metrics_that_need_labels_are_refused()
    {
        WriteImages(3);
        var refused = await Invocation.OfAsync(
            "evaluate", Images, "--set", """evaluation.extractor={"use":"digits"}""", "--set", """evaluation.metrics=[{"use":"label-accuracy"}]""");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'label-accuracy' needs labels", Unwrapped(refused.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_word_on_what_is_measured_it_says_what_is_missing()
    {
        WriteImages(3);
        var refused = await Invocation.OfAsync("evaluate", Images);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("evaluation", refused.Error, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string message, int exitCode, string target)
    {
        var refused = await Evaluate(target);
        Assert.Contains(message, Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.Equal(exitCode, refused.ExitCode);
    }

    /// <summary>Measures the distance to a Gaussian that is a file's, or a standard one.</summary>
    private async Task<Invocation> Evaluate(string target, params string[] more)
    {
        var references = Path.Combine(folder.Path, "standard");
        if (!Directory.Exists(references)) WriteImages(6, references, seed: 2);
        var statistics = Path.Combine(folder.Path, "standard.npz");
        if (!File.Exists(statistics)) await Invocation.OfAsync("evaluate", "statistics", references, statistics, "--set", """evaluation.extractor={"use":"digits"}""");
        return await Invocation.OfAsync(
            ["evaluate", target, "--set", """evaluation.extractor={"use":"digits"}""", "--set", $"evaluation.referenceStatistics={statistics}", "--set", Frechet, .. more]);
    }

    private void WriteImages(int count, string? into = null, int seed = 0)
    {
        var random = new Random(seed);
        Directory.CreateDirectory(into ?? Images);
        for (var n = 0; n < count; n++)
        {
            var pixels = new byte[256];
            random.NextBytes(pixels);
            Write(into ?? Images, n, new Raster(16, 16, 1, pixels));
        }
    }

    private static void Write(string folder, int number, Raster image) => PngWriter.Write(Path.Combine(folder, $"{number:d6}.png"), image);

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static double Score(string folder) =>
        JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Last()).RootElement.GetProperty("frechet").GetDouble();
}
