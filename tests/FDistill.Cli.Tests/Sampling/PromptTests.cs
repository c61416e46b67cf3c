using System.IO.Compression;
using FDistill.Cli.Tests.Support;
using FDistill.Formats.Images;

namespace FDistill.Cli.Tests.Sampling;

public sealed class PromptTests(PaintingRun run) : IClassFixture<PaintingRun>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Prompts_make_numbered_images_their_texts_and_a_sheet_in_one_step()
    {
        folder.Write("texts.txt", "two dogs\n\n  a thick seven \n");
        var done = await DoneAsync("sample", run.Path, "--prompt", "a cat", "--prompts", At("texts.txt"), "--seed", "7", "--output", At("singles"));
        await DoneAsync("sample", run.Path, "--prompt", "a cat", "--prompts", At("texts.txt"), "--seed", "7", "--output", At("singles.zip"));

        Assert.Equal($"3 samples in {At("singles")}, and with their texts on {At("singles.png")}", done.Out.Trim());
        Assert.Equal(["000000.png", "000001.png", "000002.png", "prompts.txt"], Directory.GetFiles(At("singles")).Select(Path.GetFileName).Order());
        Assert.Equal(["a cat", "two dogs", "a thick seven"], File.ReadAllLines(At("singles", "prompts.txt")));
        using var zip = ZipFile.OpenRead(At("singles.zip"));
        Assert.Equal(4, zip.Entries.Count);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder.Path), path => path.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_depends_on_its_text_and_its_seed_alone()
    {
        await DoneAsync("sample", run.Path, "--prompt", "a cat", "--prompt", "two dogs", "--images-per-prompt", "2", "--seed", "4", "--output", At("all"));
        await DoneAsync("sample", run.Path, "--prompt", "two dogs", "--seeds", "7,6", "--batch", "1", "--output", At("some"));
        await DoneAsync("sample", run.Path, "--prompt", "a cat", "--seed", "6", "--output", At("other"));

        AssertAlike(Single("all", 3), Single("some", 0));
        AssertAlike(Single("all", 2), Single("some", 1));
        Assert.NotEqual(Single("some", 1), Single("other", 0));
        Assert.Equal(4, Enumerable.Range(0, 4).Select(number => Convert.ToHexString(Single("all", number))).Distinct().Count());
    }

    [Fact]
    public async Task Listed_seeds_are_those_of_every_prompt()
    {
        await DoneAsync("sample", run.Path, "--prompt", "a cat", "--prompt", "two dogs", "--seeds", "3,5", "--output", At("grid"));
        await DoneAsync("sample", run.Path, "--prompt", "two dogs", "--seed", "5", "--output", At("last"));
        AssertAlike(Single("grid", 3), Single("last", 0));
        Assert.Equal(["a cat", "a cat", "two dogs", "two dogs"], File.ReadAllLines(At("grid", "prompts.txt")));
    }

    [Fact]
    public async Task A_teacher_is_sampled_by_its_own_samplers_with_guidance_from_a_run_file_and_from_its_folder()
    {
        string[] prompt = ["--prompt", "a cat", "--steps", "2", "--output"];
        await DoneAsync(["teacher", "sample", run.RunFile, .. prompt, At("ddim")]);
        await DoneAsync(["teacher", "sample", run.RunFile, "--guidance", "1", .. prompt, At("unguided")]);
        await DoneAsync(["teacher", "sample", run.RunFile, "--negative-prompt", "blurry", .. prompt, At("negative")]);
        await DoneAsync(["teacher", "sample", run.RunFile, "--sampler", "ddpm", .. prompt, At("ddpm")]);
        await DoneAsync(["teacher", "sample", run.RunFile, "--sampler", "ddim", "--guidance", "7.5", .. prompt, At("same")]);
        await DoneAsync(["teacher", "sample", run.Model, .. prompt, At("folder")]);
        Assert.Equal(4, new[] { "ddim", "unguided", "negative", "ddpm" }.Select(name => Convert.ToHexString(Single(name, 0))).Distinct().Count());
        Assert.Equal(Single("ddim", 0), Single("same", 0));
        Assert.True(File.Exists(At("folder", "000000.png")));
    }

    [Theory]
    [InlineData("sample run", "--prompt \"...\", or with --prompts and a file")]
    [InlineData("sample run --labels 3", "--labels: this model has no labels; it makes images of texts: --prompt")]
    [InlineData("sample run --prompt cat --labels 3", "by labels or by prompts, not by both")]
    [InlineData("sample run --prompt cat --count 4", "--images-per-prompt makes several of each")]
    [InlineData("sample run --prompt cat --seeds 1,2 --images-per-prompt 2", "leave out --images-per-prompt")]
    [InlineData("sample run --prompt cat --seeds 1,2 --seed 2", "leave out --seed")]
    [InlineData("sample run --images-per-prompt 2", "there are no prompts")]
    [InlineData("sample run --prompt cat --images-per-prompt 0", "expected at least 1")]
    [InlineData("sample run --prompts missing.txt", "There is no file or folder missing.txt")]
    [InlineData("sample model --prompt cat", "'fdistill teacher sample' samples")]
    [InlineData("teacher sample model --prompt cat --sampler euler --eta 0.5", "takes no eta")]
    [InlineData("teacher sample model --prompt cat --eta 2", "expected 0 to 1")]
    public async Task What_is_not_clear_is_refused_with_a_way_out(string arguments, string told)
    {
        var refused = await Invocation.OfAsync([.. arguments.Split(' ').Select(word => word switch { "run" => run.Path, "model" => run.Model, _ => word }), "--output", At("out")]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(told, Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static async Task<Invocation> DoneAsync(params string[] arguments)
    {
        var done = await Invocation.OfAsync(arguments);
        Assert.True(done.ExitCode == 0, done.Error);
        return done;
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same image of batches of two sizes: libtorch chooses its
    /// kernels by the size, so that a level may round the other way.</summary>
    private static void AssertAlike(byte[] expected, byte[] actual)
    {
        var (a, b) = (new ImageDecoder().Decode(expected, "expected"), new ImageDecoder().Decode(actual, "actual"));
        Assert.Equal((a.Width, a.Height, a.Channels), (b.Width, b.Height, b.Channels));
        Assert.InRange(a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Max(), 0, 1);
    }

    private byte[] Single(string name, int number) => File.ReadAllBytes(At(name, $"{number:d6}.png"));

    private string At(params string[] names) => Path.Combine([folder.Path, .. names]);
}
