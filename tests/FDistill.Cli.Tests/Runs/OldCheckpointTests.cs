using FDistill.Cli.Tests.Support;
using FDistill.Engine.Checkpoints;
using FDistill.Formats.Weights;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace FDistill.Cli.Tests.Runs;

/// <summary>Checkpoints of versions that saved the states of random generators.</summary>
public sealed class OldCheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Checkpoints_of_older_versions_are_not_resumed_and_the_message_says_what_to_do_instead()
    {
        var (file, output) = (folder.Write("mixture.json", MixtureRun.Json()), Path.Combine(folder.Path, "run"));
        Assert.Equal(0, (await Invocation.OfAsync("run", file, "--output", output)).ExitCode);
        var checkpoint = MakeOld(Path.Combine(output, "checkpoints"));

        var resumed = await Invocation.OfAsync("run", file, "--output", output, "--resume");
        var begunAnew = await Invocation.OfAsync("run", file, "--output", output + "-2", "--set", $"training.warmStart={checkpoint}");

        Assert.Equal(1, resumed.ExitCode);
        var told = string.Join(' ', resumed.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("the checkpoint is of an older version: its 'random' holds states of random generators", told, StringComparison.Ordinal);
        Assert.Contains("begin the run anew in another output folder. A distillation can start from the checkpoint's weights by training.warmStart.", told, StringComparison.Ordinal);
        Assert.True(begunAnew.ExitCode == 0, begunAnew.Error);
    }

    /// <summary>Leaves the newest checkpoint alone, with the file that older versions wrote.</summary>
    private static string MakeOld(string folder)
    {
        var checkpoints = new CheckpointFolder(folder, new SafetensorsFiles(), NullLogger<CheckpointFolder>.Instance);
        checkpoints.Prune(keep: 1);
        using var newest = checkpoints.ReadNewest()!;
        using var state = zeros(5056, dtype: ScalarType.Byte, device: CPU);
        return checkpoints.Write(newest.Iteration, newest.State with
        {
            Files = newest.State.Files.Append(KeyValuePair.Create("random", (IReadOnlyList<KeyValuePair<string, Tensor>>)[KeyValuePair.Create("Latent", state)])).ToDictionary(),
        });
    }
}
