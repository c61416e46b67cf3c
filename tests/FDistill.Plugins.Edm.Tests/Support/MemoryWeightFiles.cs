using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests.Support;

/// <summary>Weight files that live in memory.</summary>
internal sealed class MemoryWeightFiles : IWeightFiles
{
    private readonly Dictionary<string, (List<KeyValuePair<string, Tensor>> Tensors, Dictionary<string, string> Metadata)> files = [];

    public WeightFile Read(string path) =>
        new(path, files[path].Tensors.ToDictionary(pair => pair.Key, pair => pair.Value.clone().DetachFromDisposeScope()), files[path].Metadata);

    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) =>
        files[path] = ([.. tensors.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.detach().clone().DetachFromDisposeScope()))], metadata.ToDictionary());

    /// <summary>Changes what a file says of itself.</summary>
    public void Describe(string path, Action<Dictionary<string, string>> change) => change(files[path].Metadata);
}
