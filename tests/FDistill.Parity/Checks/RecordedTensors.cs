using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>Tensors of a recording by name, each made or read when it is asked for.</summary>
/// <param name="tensors">The tensors.</param>
internal sealed class RecordedTensors(IEnumerable<KeyValuePair<string, RecordedTensor>> tensors) : ITensorSource
{
    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, RecordedTensor> All { get; } = tensors.ToDictionary();

    /// <summary>The same tensors under other names.</summary>
    public RecordedTensors Renamed(Func<string, string> rename) => new(All.Values.Select(tensor =>
    {
        var name = rename(tensor.Entry.Name);
        return KeyValuePair.Create(name, tensor with { Entry = tensor.Entry with { Name = name } });
    }));

    public IReadOnlyList<TensorEntry> Entries => [.. All.Values.Select(tensor => tensor.Entry)];

    public Tensor Read(string name) => All[name].Make();

    public void Dispose()
    {
    }
}

/// <summary>A tensor of a recording.</summary>
/// <param name="Entry">Its name and shape.</param>
/// <param name="Make">Makes or reads it.</param>
internal sealed record RecordedTensor(TensorEntry Entry, Func<Tensor> Make)
{
    /// <summary>One that is there already.</summary>
    public static RecordedTensor Of(string name, Tensor tensor) => new(new TensorEntry(name, tensor.dtype, tensor.shape), tensor.alias);
}
