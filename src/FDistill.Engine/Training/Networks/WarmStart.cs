using FDistill.Engine.Checkpoints;
using FDistill.Runs;

namespace FDistill.Engine.Training.Networks;

/// <summary>The start from another run's student, fake score and head: their
/// weights, and nothing else of it (paper, Section 5: a reverse-KL run's).</summary>
/// <param name="path">The run's folder, or one of its checkpoints.</param>
/// <param name="files">Reads the tensors.</param>
internal sealed class WarmStart(string path, IWeightFiles files)
{
    private readonly string checkpoint = Find(path);

    /// <summary>Fills a network.</summary>
    /// <param name="network">The network, whose name says which.</param>
    /// <exception cref="InvalidDataException">There is no such network, or it has
    /// other tensors or other shapes: one message with the full list.</exception>
    public void Fill(TrainedNetwork network)
    {
        using var weights = new CheckpointedWeights(checkpoint, network.Name, files);
        network.LoadWeights(weights, $"the warm start '{checkpoint}', {network.Name}");
    }

    private static string Find(string path)
    {
        if (File.Exists(Path.Combine(path, CheckpointManifest.FileName))) return path;
        var folder = Path.Combine(path, CheckpointNames.Folder);
        if (CheckpointFolder.Finished(folder) is [var newest, ..]) return newest;
        throw new InvalidDataException(Directory.Exists(folder)
            ? $"training.warmStart: the run '{path}' has no checkpoint yet"
            : $"training.warmStart: '{path}' is neither a run nor a checkpoint; name a folder such as runs/NAME or runs/NAME/checkpoints/000300");
    }
}
