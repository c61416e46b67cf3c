using FDistill.Formats.Weights;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>The weights of one network in a checkpoint: in float32 where its optimizer keeps masters of them.</summary>
public sealed class CheckpointedWeights : ITensorSource
{
    private readonly WeightFile weights;
    private readonly WeightFile? masters;
    private readonly HashSet<string> mastered;

    /// <summary>Opens the files and compares them with the manifest.</summary>
    /// <param name="checkpoint">The checkpoint's folder.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="files">Reads the tensors.</param>
    /// <exception cref="InvalidDataException">There is no such network, or a file is damaged.</exception>
    public CheckpointedWeights(string checkpoint, string network, IWeightFiles files)
    {
        var manifest = CheckpointManifest.Read(checkpoint);
        var (name, optimizer) = (network + SafetensorsFiles.Extension, network + CheckpointNames.OptimizerSuffix + SafetensorsFiles.Extension);
        if (!manifest.Files.ContainsKey(name))
            throw new InvalidDataException($"checkpoint '{checkpoint}' has no network '{network}', only the files {string.Join(", ", manifest.Files.Keys)}; is it one of a distillation?");

        manifest.Verify(checkpoint, name);
        weights = files.Read(Path.Combine(checkpoint, name));
        if (manifest.Files.ContainsKey(optimizer)) masters = files.Read(Path.Combine(checkpoint, optimizer));
        mastered = [.. masters?.Entries.Select(entry => entry.Name).Where(entry => entry.StartsWith(CheckpointNames.MasterPrefix, StringComparison.Ordinal)) ?? []];
        if (mastered.Count > 0) manifest.Verify(checkpoint, optimizer);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries => weights.Entries;

    /// <inheritdoc/>
    public Tensor Read(string name) => mastered.Contains(CheckpointNames.MasterPrefix + name) ? masters!.Read(CheckpointNames.MasterPrefix + name) : weights.Read(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        weights.Dispose();
        masters?.Dispose();
    }
}
