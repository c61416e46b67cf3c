using System.IO.Compression;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Sampling;

/// <summary>Samples of a real run, from the command line to the files.</summary>
public sealed class SampleTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_students_samples_make_a_sheet_a_folder_and_a_zip_file_and_nothing_else_is_left()
    {
        var run = await ImageRun.MakeAsync(folder);

        Assert.Equal("7 samples in " + At("sheet.png"), (await SampleAsync("sample", run, "--count", "7", "--output", At("sheet.png"))).Out.Trim());
        await SampleAsync("sample", run, "--count", "7", "--batch", "3", "--output", At("singles"));
        await SampleAsync("sample", run, "--seeds", "0-4,5,6", "--output", At("singles.zip"));

        Assert.Equal(Png, File.ReadAllBytes(At("sheet.png"))[..4]);
        var names = Enumerable.Range(0, 7).Select(number => $"{number:d6}.png").ToList();
        Assert.Equal(names, Directory.GetFiles(At("singles")).Select(Path.GetFileName).Order());
        using var zip = ZipFile.OpenRead(At("singles.zip"));
        Assert.Equal(names, zip.Entries.Select(entry => entry.Name));
        foreach (var entry in zip.Entries) Assert.Equal(File.ReadAllBytes(At("singles", entry.Name)), Bytes(entry));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder.Path), path => path.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sample_depends_on_its_seed_alone()
    {
        var run = await ImageRun.MakeAsync(folder);
        await SampleAsync("sample", run, "--count", "6", "--steps", "2", "--output", At("all"));
        await SampleAsync("sample", run, "--seeds", "5,2", "--steps", "2", "--output", At("some"));
        await SampleAsync("sample", run, "--seed", "4", "--count", "2", "--steps", "2", "--batch", "1", "--output", At("last"));

        Assert.Equal(Single("all", 5), Single("some", 0));
        Assert.Equal(Single("all", 2), Single("some", 1));
        Assert.Equal(Single("all", 4), Single("last", 0));
        Assert.NotEqual(Single("all", 0), Single("all", 1));
    }

    [Fact]
    public async Task Steps_and_the_noise_between_them_change_a_students_samples()
    {
        var run = await ImageRun.MakeAsync(folder);
        await SampleAsync("sample", run, "--count", "4", "--output", At("one"));
        await SampleAsync("sample", run, "--count", "4", "--steps", "4", "--output", At("fresh"));
        await SampleAsync("sample", run, "--count", "4", "--steps", "4", "--noise", "implied", "--output", At("implied"));
        Assert.Equal(3, new[] { "one", "fresh", "implied" }.Select(All).Distinct().Count());
    }

    [Fact]
    public async Task A_teacher_is_sampled_by_Heun_by_Euler_and_with_churn()
    {
        var file = ImageRun.RunFile(folder);
        await SampleAsync("teacher", "sample", file, "--count", "4", "--steps", "3", "--output", At("heun"));
        await SampleAsync("teacher", "sample", file, "--count", "4", "--steps", "3", "--sampler", "euler", "--output", At("euler"));
        await SampleAsync("teacher", "sample", file, "--count", "4", "--steps", "3", "--churn", "3", "--output", At("churn"));
        await SampleAsync("teacher", "sample", file, "--seeds", "2,3", "--steps", "3", "--churn", "3", "--output", At("again"));

        Assert.Equal(3, new[] { "heun", "euler", "churn" }.Select(All).Distinct().Count());
        Assert.Equal(Single("churn", 2), Single("again", 0));
        Assert.Equal(Single("churn", 3), Single("again", 1));
    }

    [Fact]
    public async Task A_folder_that_holds_files_is_left_as_it_is()
    {
        var run = await ImageRun.MakeAsync(folder);
        Directory.CreateDirectory(At("mine"));
        File.WriteAllText(At("mine", "note.txt"), "mine");

        var refused = await Invocation.OfAsync("sample", run, "--output", At("mine"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds files already", Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.Equal(["note.txt"], Directory.GetFiles(At("mine")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_sample_nothing_is_written()
    {
        var refused = await Invocation.OfAsync("sample", At("none"), "--output", At("samples"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("sample run --labels 0,1", "--labels: this model has no labels.")]
    [InlineData("sample run --output samples.jpg", "--output: found 'samples.jpg', expected a .png file for a sheet, a .zip file, or a folder, not .jpg.")]
    [InlineData("sample run --count 10001", "10001 samples are too many for one sheet, which holds 10000 at most.")]
    public async Task What_the_run_cannot_give_is_refused(string arguments, string told)
    {
        var run = await ImageRun.MakeAsync(folder);
        var output = arguments.Contains("--output", StringComparison.Ordinal) ? [] : new[] { "--output", At("samples.png") };
        var refused = await Invocation.OfAsync([.. arguments.Split(' ').Select(word => word == "run" ? run : word), .. output]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(told, Unwrapped(refused.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_sampling_with_exit_code_130_and_nothing_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using var process = new FdistillProcess("teacher", "sample", ImageRun.RunFile(folder), "--seeds", "0-9999999", "--steps", "100", "--output", At("samples"));
        await process.UntilItTrainsAsync();
        process.Signal("TERM");
        Assert.Equal(130, await process.ExitCodeAsync());
        Assert.Contains("Nothing was written.", process.Error, StringComparison.Ordinal);
        Assert.Equal(["colours.json"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(content);
        return content.ToArray();
    }

    private static async Task<Invocation> SampleAsync(params string[] arguments)
    {
        var done = await Invocation.OfAsync(arguments);
        Assert.True(done.ExitCode == 0, done.Error);
        return done;
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private string All(string name) => string.Concat(Directory.GetFiles(At(name)).Order().Select(file => Convert.ToHexString(File.ReadAllBytes(file))));

    private byte[] Single(string name, int number) => File.ReadAllBytes(At(name, $"{number:d6}.png"));

    private string At(params string[] names) => Path.Combine([folder.Path, .. names]);
}
