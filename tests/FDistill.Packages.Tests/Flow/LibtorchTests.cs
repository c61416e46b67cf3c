using FDistill.Packages.Tests.Support;

namespace FDistill.Packages.Tests.Flow;

/// <summary>Where a published command finds libtorch. A clone's, a tool's, a third
/// party's tests and other programs find theirs in the tests of these.</summary>
public sealed class LibtorchTests(PublishedHost host, SingleFileHost file) : IClassFixture<PublishedHost>, IClassFixture<SingleFileHost>
{
    private static readonly Dictionary<string, string> Nothing = [];

    private string Own => Path.Combine(host.Host, "libtorch");

    [Fact]
    public void Libtorch_is_published_once_as_files_and_no_plugin_brings_one()
    {
        var files = Directory.GetFiles(host.Host, "*torch_cpu*", SearchOption.AllDirectories);

        Assert.Null(new FileInfo(Assert.Single(files)).LinkTarget);
        Assert.Equal(Own, Path.GetDirectoryName(files[0]));
        Assert.InRange(Directory.GetFiles(host.Host, "*", SearchOption.AllDirectories).Sum(one => new FileInfo(one).Length), 0, 620L << 20);
    }

    [Fact]
    public void The_published_command_uses_its_own()
    {
        var (exitCode, words) = host.Try(Nothing, "doctor", "--device", "cpu");

        Assert.True(exitCode == 0, words);
        Assert.Contains($"libtorch {Own} (the program's own)", words, StringComparison.Ordinal);
        Assert.Contains("convolution, float32", words, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_named_takes_its_place()
    {
        var other = Directory.CreateDirectory(Path.Combine(host.Work, "torch", "lib")).FullName;
        foreach (var library in Directory.GetFiles(Own).Where(path => !path.Contains("TorchSharp", StringComparison.Ordinal))) File.Copy(library, Path.Combine(other, Path.GetFileName(library)));

        var (exitCode, words) = host.Try(new Dictionary<string, string> { ["FDISTILL_LIBTORCH"] = Path.GetDirectoryName(other)! }, "doctor");

        Assert.True(exitCode == 0, words);
        Assert.Contains($"libtorch {other} (named by FDISTILL_LIBTORCH)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_named_and_not_there_is_said_in_a_sentence_before_anything_starts()
    {
        var environment = new Dictionary<string, string> { ["FDISTILL_LIBTORCH"] = host.Work };

        var (exitCode, words) = host.Try(environment, "lab", "theorem", "js");

        Assert.Equal(1, exitCode);
        Assert.Contains($"FDISTILL_LIBTORCH is '{host.Work}', where neither", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", words, StringComparison.Ordinal);
        Assert.Equal(0, host.Try(environment, "plugins", "list").ExitCode);
    }

    [Fact]
    public void A_single_file_finds_plugins_and_libtorch_beside_it_and_computes()
    {
        var (exitCode, words) = file.Try(Nothing, "doctor", "--device", "cpu");

        Assert.True(exitCode == 0, words);
        Assert.Contains("(the program's own)", words, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(file.Host, "FDistill.*.dll"));
        file.Run(Nothing, "lab", "theorem", "js");
        Assert.Contains("half of Jeffreys", file.Try(Nothing, "parts", "show", "divergence/mix").Words, StringComparison.Ordinal);
    }
}
