using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Reads the Inception network's weights.</summary>
internal static class InceptionWeights
{
    private const string Counter = ".num_batches_tracked";

    /// <summary>Copies a state dict into a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Reads it.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another network.</exception>
    public static void Load(string path, IWeightFiles files, InceptionNetwork network)
    {
        using var scope = NewDisposeScope();
        using var file = files.Read(path);
        var tensors = file.Tensors.ToDictionary();

        // Batch norms count their batches in training only; older writers of the file left the counters out.
        foreach (var (name, _) in StateDict.Of(network).Where(pair => pair.Key.EndsWith(Counter, StringComparison.Ordinal)))
            tensors.TryAdd(name, zeros([], dtype: ScalarType.Int64, device: CPU));
        StateDict.Copy(tensors, "", network, path);
    }
}
