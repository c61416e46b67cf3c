using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>Recorded weights under the names and shapes of our network.</summary>
/// <param name="Tensors">The tensors.</param>
/// <param name="Origin">What to call them in a message.</param>
/// <param name="Device">The device on which the network computes, once it has its weights.</param>
internal sealed record AdaptedWeights(ITensorSource Tensors, string Origin, Device Device)
{
    /// <summary>Copies the weights into a network, which keeps its own
    /// numbers of positions: those files do not hold them.</summary>
    /// <param name="module">The network.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public void CopyTo(nn.Module module)
    {
        var own = module.named_buffers().Select(named => KeyValuePair.Create(named.name, RecordedTensor.Of(named.name, named.buffer)));
        var adapted = Tensors.Entries.Select(entry => KeyValuePair.Create(entry.Name, new RecordedTensor(entry, () => Tensors.Read(entry.Name))));
        using var all = new RecordedTensors(own.Concat(adapted));
        StateDict.Copy(all, "", module, Origin);
        module.to(Device);
    }
}
