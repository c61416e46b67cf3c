using System.Diagnostics;
using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public sealed class TorchZipWriterTests : IDisposable
{
    private static readonly Dictionary<string, string> Facts = new() { ["who"] = "wir & ihr" };

    private readonly TemporaryFolder folder = new();
    private readonly WeightFiles files = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tensors_and_facts_come_back_as_they_were()
    {
        using var scope = NewDisposeScope();
        using var original = files.Read(Golden.Path("expected.safetensors"));
        files.Write(folder.File("a.pth"), [.. original.Tensors], Facts);

        using var file = files.Read(folder.File("a.pth"));

        Assert.Equal(original.Entries.Select(entry => $"{entry}"), file.Entries.Select(entry => $"{entry}"));
        Assert.All(original.Tensors, pair => Assert.Equal(pair.Value.dtype, file.Tensors[pair.Key].dtype));
        Assert.All(original.Tensors, pair => Assert.True(pair.Value.bytes.SequenceEqual(file.Tensors[pair.Key].bytes)));
        Assert.Equal(Facts, file.Metadata);
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        using var scope = NewDisposeScope();
        foreach (var name in (string[])["a.pth", "b.pth"]) files.Write(folder.File(name), [KeyValuePair.Create("w", Row.Of(1, 2))], Facts);
        Assert.Equal(File.ReadAllBytes(folder.File("a.pth")), File.ReadAllBytes(folder.File("b.pth")));
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => files.Write(folder.File("a.pth"), [KeyValuePair.Create("w", Row.Of(1)), KeyValuePair.Create("w", Row.Of(2))], Facts));
        Assert.Contains("two tensors are named 'w'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("a.pth")));
    }

    [Fact]
    public void PyTorch_reads_what_is_written_even_when_it_accepts_weights_only()
    {
        using var original = files.Read(Golden.Path("expected.safetensors"));
        files.Write(folder.File("a.pth"), [.. original.Tensors], Facts);
        Assert.Equal("tested", Python($"""
            try:
                import torch
            except ImportError:
                print('absent'); raise SystemExit
            found = torch.load('{folder.File("a.pth")}', weights_only=True)
            expected = torch.load('{Golden.Path("zip.pth")}')
            assert list(found) == list(expected), list(found)
            for name in expected: assert found[name].dtype == expected[name].dtype and torch.equal(found[name], expected[name]), name
            print('tested')
            """));
    }

    private static string Python(string program)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (!File.Exists(start.FileName)) Assert.Skip("there is no python3 here to read the file with");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (output == "absent") Assert.Skip("python3 here has no PyTorch to read the file with");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
