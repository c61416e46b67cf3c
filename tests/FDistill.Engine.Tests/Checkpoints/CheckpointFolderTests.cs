using FDistill.Engine.Checkpoints;
using FDistill.Formats.Weights;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ListLogger<CheckpointFolder> logger = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_checkpoint_comes_back_as_it_was_written()
    {
        using var scope = NewDisposeScope();
        var written = Checkpoints().Write(300, State(7));

        using var read = Checkpoints().ReadNewest()!;

        Assert.Equal(folder.File("000300"), written);
        Assert.Equal((written, 300), (read.Folder, read.Iteration));
        Assert.Equal(new Dictionary<string, long> { ["position"] = 7 }, read.State.Counters);
        Assert.Equal(["student", "head"], read.State.Files.Keys);
        Assert.Equal([7], read.State.File("student")["w"].Floats());
    }

    [Fact]
    public void The_newest_is_the_one_of_the_most_iterations()
    {
        using var scope = NewDisposeScope();
        foreach (var iteration in new long[] { 999_999, 1_000_000, 20 }) Checkpoints().Write(iteration, State(iteration));

        using var read = Checkpoints().ReadNewest()!;

        Assert.Equal(1_000_000, read.Iteration);
    }

    [Fact]
    public void Without_any_there_is_nothing_to_read()
    {
        Assert.False(Checkpoints().Any());
        Assert.Null(Checkpoints().ReadNewest());
    }

    [Theory]
    [InlineData("student.safetensors")]
    [InlineData("head.safetensors")]
    [InlineData("manifest.json")]
    public void A_damaged_checkpoint_is_passed_over_aloud(string file)
    {
        using var scope = NewDisposeScope();
        Checkpoints().Write(1, State(1));
        var damaged = Checkpoints().Write(2, State(2));
        FlipLastByte(Path.Combine(damaged, file));

        using var read = Checkpoints().ReadNewest()!;

        Assert.Equal(1, read.Iteration);
        var message = Assert.Single(logger.Messages);
        Assert.Contains(damaged, message, StringComparison.Ordinal);
        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_with_a_missing_file_is_passed_over_aloud()
    {
        using var scope = NewDisposeScope();
        Checkpoints().Write(1, State(1));
        File.Delete(Path.Combine(Checkpoints().Write(2, State(2)), "head.safetensors"));

        using var read = Checkpoints().ReadNewest()!;

        Assert.Equal(1, read.Iteration);
        Assert.Contains("'head.safetensors' is missing", Assert.Single(logger.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_are_damaged_that_is_an_error_and_not_a_new_beginning()
    {
        using var scope = NewDisposeScope();
        FlipLastByte(Path.Combine(Checkpoints().Write(1, State(1)), "student.safetensors"));

        var error = Assert.Throws<InvalidDataException>(() => Checkpoints().ReadNewest());

        Assert.Contains("no checkpoint", error.Message, StringComparison.Ordinal);
        Assert.Contains("student.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_written_anew_when_its_iteration_comes_again()
    {
        using var scope = NewDisposeScope();
        FlipLastByte(Path.Combine(Checkpoints().Write(1, State(1)), "student.safetensors"));
        Checkpoints().Write(1, State(5));

        using var read = Checkpoints().ReadNewest()!;

        Assert.Equal([5], read.State.File("student")["w"].Floats());
    }

    [Fact]
    public void Pruning_keeps_the_newest_and_clears_what_interruptions_left()
    {
        using var scope = NewDisposeScope();
        foreach (var iteration in Enumerable.Range(1, 5)) Checkpoints().Write(iteration, State(iteration));
        Directory.CreateDirectory(folder.File("000006.unfinished"));
        Directory.CreateDirectory(folder.File("notes"));

        Checkpoints().Prune(keep: 2);

        Assert.Equal(["000004", "000005", "notes"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_checkpoint_that_is_being_removed_is_none_any_more_and_what_is_left_of_it_goes_with_the_next_prune()
    {
        using var scope = NewDisposeScope();
        foreach (var iteration in Enumerable.Range(1, 3)) Checkpoints().Write(iteration, State(iteration));
        // As a kill leaves it that comes after the new name and before the last file.
        Directory.Move(folder.File("000001"), folder.File("000001.old.unfinished"));
        File.Delete(Path.Combine(folder.File("000001.old.unfinished"), "head.safetensors"));

        Assert.Equal(["000002", "000003"], Checkpoints().All().Select(Path.GetFileName));
        Checkpoints().Prune(keep: 1);

        Assert.Equal(["000003"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Wherever_writing_stops_the_checkpoint_before_is_the_newest()
    {
        using var scope = NewDisposeScope();
        Checkpoints().Write(1, State(1));

        foreach (var allowed in Enumerable.Range(0, 2))
        {
            Assert.Throws<IOException>(() => Checkpoints(new FailingFiles(allowed)).Write(2, State(2)));
            using var read = Checkpoints().ReadNewest()!;
            Assert.Equal(1, read.Iteration);
        }
        Assert.Empty(logger.Messages);
    }

    [Fact]
    public void A_folder_that_is_no_checkpoint_is_refused_with_an_example()
    {
        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Read(folder.Path, new SafetensorsFiles()));
        Assert.Contains("name a folder such as runs/NAME/checkpoints/000300", error.Message, StringComparison.Ordinal);
    }

    private CheckpointFolder Checkpoints(IWeightFiles? files = null) => new(folder.Path, files ?? new SafetensorsFiles(), logger);

    private static TrainingState State(float value) => new(
        new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>
        {
            ["student"] = [KeyValuePair.Create("w", Row.Of(value))],
            ["head"] = [KeyValuePair.Create("w", Row.Of(value, value)), KeyValuePair.Create("b", Row.OfDoubles(value))],
        },
        new Dictionary<string, long> { ["position"] = (long)value });

    private static void FlipLastByte(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Writes a number of files, then breaks down in the middle of the next.</summary>
    private sealed class FailingFiles(int allowed) : IWeightFiles
    {
        private readonly SafetensorsFiles files = new();
        private int written;

        public WeightFile Read(string path) => files.Read(path);

        public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
        {
            files.Write(path, tensors, metadata);
            if (written++ < allowed) return;
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..20]);
            throw new IOException("the disk is gone");
        }
    }
}
