using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>Files of tensors that live in memory.</summary>
internal sealed class MemoryFiles : IWeightFiles
{
    private readonly Dictionary<string, WeightFile> files = [];

    public WeightFile Read(string path) =>
        new(path, files[path].Tensors.ToDictionary(pair => pair.Key, pair => pair.Value.clone().DetachFromDisposeScope()), files[path].Metadata);

    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) =>
        files[path] = new WeightFile(path, tensors.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope()), metadata);
}
