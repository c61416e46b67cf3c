using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>The recorded weights of a network.</summary>
/// <param name="Tensors">The tensors.</param>
/// <param name="Untouched">Names of entries that the recording leaves
/// as the network makes them, such as constant buffers.</param>
/// <param name="Origin">What to call them in a message.</param>
internal sealed record CheckWeights(RecordedTensors Tensors, IReadOnlySet<string> Untouched, string Origin)
{
    /// <summary>The device on which the network computes, once it has its weights.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>The tensors without those that nothing uses.</summary>
    /// <param name="ignored">Their names.</param>
    public CheckWeights Without(IReadOnlyCollection<string> ignored) => this with { Tensors = new RecordedTensors(Tensors.All.Where(pair => !ignored.Contains(pair.Key))) };

    /// <summary>The same tensors under other names and shapes. What the
    /// adapted ones leave out stays as the network makes it.</summary>
    /// <param name="adapt">Renames and reshapes.</param>
    public AdaptedWeights Adapted(Func<ITensorSource, ITensorSource> adapt) => new(adapt(Tensors), Origin, Device);

    /// <summary>All tensors at once.</summary>
    public Dictionary<string, Tensor> ToDictionary() => Tensors.Entries.ToDictionary(entry => entry.Name, entry => Tensors.Read(entry.Name));

    /// <summary>Copies the weights into a network, one tensor after the other.</summary>
    /// <param name="module">The network.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public void CopyTo(nn.Module module)
    {
        var own = StateDict.Of(module).Where(pair => Untouched.Contains(pair.Key) && !Tensors.All.ContainsKey(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, RecordedTensor.Of(pair.Key, pair.Value)));
        using var all = new RecordedTensors(own.Concat(Tensors.All));
        StateDict.Copy(all, "", module, Origin);
        module.to(Device);
    }
}
