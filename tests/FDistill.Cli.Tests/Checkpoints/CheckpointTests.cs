using FDistill.Cli.Tests.Support;
using FDistill.Formats.Weights;
using static TorchSharp.torch;

namespace FDistill.Cli.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WeightFiles files = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Inspect_lists_facts_and_tensors()
    {
        var shown = await Invocation.OfAsync("checkpoint", "inspect", Written("a.safetensors"));

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("  who: somebody", shown.Lines);
        Assert.Contains(shown.Lines, line => line.Contains("net.weight", StringComparison.Ordinal) && line.Contains("Float32", StringComparison.Ordinal) && line.Contains("[2, 3]", StringComparison.Ordinal));
        Assert.Contains("2 tensors, 7 numbers", shown.Lines);
    }

    [Fact]
    public async Task Convert_writes_the_part_asked_for_and_the_facts()
    {
        var done = await Invocation.OfAsync("checkpoint", "convert", Written("a.safetensors"), Path.Combine(folder.Path, "b.pth"), "--entry", "net");

        Assert.Equal(0, done.ExitCode);
        using var file = files.Read(Path.Combine(folder.Path, "b.pth"));
        Assert.Equal(["weight [2, 3]"], file.Entries.Select(entry => $"{entry}"));
        Assert.Equal("somebody", file.Metadata["who"]);
    }

    [Theory]
    [InlineData("b.onnx", "net", "a name that ends in .safetensors, .pth, .pt was expected")]
    [InlineData("b.pth", "ema", "has no tensors under 'ema'; it has net, epoch")]
    public async Task Convert_refuses_what_it_cannot_do(string to, string entry, string message)
    {
        var refused = await Invocation.OfAsync("checkpoint", "convert", Written("a.safetensors"), Path.Combine(folder.Path, to), "--entry", entry);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(message, string.Join(' ', refused.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_pickle_of_EDM_is_a_teacher()
    {
        var pickle = Path.Combine(Environment.GetEnvironmentVariable("FDISTILL_FIXTURES") ?? "", "checkpoints", "edm_ddpmpp_nosrc.pkl");
        if (!File.Exists(pickle)) Assert.Skip("FDISTILL_FIXTURES does not name a folder of recordings");
        var run = folder.Write("run.json", $$"""{ "name": "pickle", "device": "cpu", "teacher": { "use": "edm", "checkpoint": "{{pickle}}" } }""");

        var sampled = await Invocation.OfAsync("teacher", "sample", run, "--count", "2", "--steps", "2", "--output", Path.Combine(folder.Path, "samples.png"));

        Assert.True(sampled.ExitCode == 0, sampled.Error);
        Assert.True(File.Exists(Path.Combine(folder.Path, "samples.png")));
    }

    private string Written(string name)
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.Path, name);
        files.Write(
            path,
            [KeyValuePair.Create("net.weight", ones([2, 3], dtype: float32, device: CPU)), KeyValuePair.Create("epoch", ones([], dtype: int64, device: CPU))],
            new Dictionary<string, string> { ["who"] = "somebody" });
        return path;
    }
}
