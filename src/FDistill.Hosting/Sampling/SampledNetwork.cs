using FDistill.Engine.Checkpoints;
using FDistill.Runs;
using FDistill.Teachers;
using TorchSharp;

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

    /// <summary>Copies the weights from a checkpoint into a network.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="target">A network that the teacher made.</param>
    /// <exception cref="UserException">The checkpoint holds no such network.</exception>
    public void CopyTo(Checkpoint checkpoint, IDenoiser target)
    {
        var files = checkpoint.State.Files;
        if (!files.ContainsKey(Network))
            throw new UserException($"{checkpoint.Folder} holds no {Network}, only {string.Join(", ", files.Keys)}. Students are sampled with 'fdistill sample', teachers with 'fdistill teacher sample'.");
        if (Average is not null && !files.ContainsKey(Average))
            throw new UserException($"{checkpoint.Folder} holds no {Average}. There are: {string.Join(", ", files.Keys.Where(name => name.StartsWith("average", StringComparison.Ordinal)))}; '--ema none' takes the weights themselves.");

        var weights = files[Network].ToDictionary();
        if (Average is not null)
            foreach (var (name, averaged) in files[Average])
                weights[name] = averaged;
        using var scope = torch.NewDisposeScope();
        StateDict.Copy(weights, "", target.Module, checkpoint.Folder);
    }
}
