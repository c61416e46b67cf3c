using FDistill.Engine.Checkpoints;
using FDistill.Formats.Weights;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Hosting.Sampling;

/// <summary>A network in a run's checkpoint.</summary>
/// <param name="Network">The name of its weights.</param>
/// <param name="Average">The name of an average of them; null for the weights themselves.</param>
internal sealed record SampledNetwork(string Network, string? Average)
{
    /// <summary>A student, or one of its averages.</summary>
    /// <param name="average">The average's number; null for the student itself.</param>
    public static SampledNetwork Student(int? average) => new("student", average is { } number ? $"average-{number}" : null);

    /// <summary>The average of a teacher that was trained here.</summary>
    public static SampledNetwork Teacher { get; } = new("teacher", "average");

    /// <summary>Copies the weights from a checkpoint into a network, one tensor
    /// after the other; nothing else of the checkpoint is read.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="files">Reads the tensors.</param>
    /// <param name="target">A network that the teacher made.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the weights do not fit the network.</exception>
    /// <exception cref="UserException">The checkpoint holds no such network.</exception>
    public void CopyTo(FinishedCheckpoint checkpoint, IWeightFiles files, IDenoiser target)
    {
        var saved = checkpoint.Sha256;
        if (!saved.ContainsKey(Network))
            throw new UserException($"{checkpoint.Folder} holds no {Network}, only {string.Join(", ", saved.Keys)}. Students are sampled with 'fdistill sample', teachers with 'fdistill teacher sample'.");
        if (Average is not null && !saved.ContainsKey(Average))
            throw new UserException($"{checkpoint.Folder} holds no {Average}. There are: {string.Join(", ", saved.Keys.Where(name => name.StartsWith("average", StringComparison.Ordinal)))}; '--ema none' takes the weights themselves.");

        using var weights = new CheckpointedWeights(checkpoint.Folder, Network, files);
        using var average = Average is null ? null : new CheckpointedWeights(checkpoint.Folder, Average, files);
        using var overlaid = average is null ? null : new OverlaidTensors(weights, average);
        StateDict.Copy(overlaid ?? (ITensorSource)weights, "", target.Module, checkpoint.Folder);
    }
}
