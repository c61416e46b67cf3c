using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>The recorded weights of a network.</summary>
/// <param name="Tensors">Names and tensors.</param>
/// <param name="Untouched">Names of entries that the recording leaves as the network makes them, such as constant buffers.</param>
/// <param name="Origin">What to call them in a message.</param>
internal sealed record CheckWeights(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlySet<string> Untouched, string Origin)
{
    /// <summary>The tensors without those that nothing uses.</summary>
    /// <param name="ignored">Their names.</param>
    public CheckWeights Without(IReadOnlyCollection<string> ignored) =>
        this with { Tensors = Tensors.Where(pair => !ignored.Contains(pair.Key)).ToDictionary() };

    /// <summary>Copies the weights into a network.</summary>
    /// <param name="module">The network.</param>
    /// <exception cref="InvalidDataException">Names are missing or left over, or shapes differ: one message with the full list.</exception>
    public void CopyTo(nn.Module module)
    {
        var all = StateDict.Of(module).Where(pair => Untouched.Contains(pair.Key)).ToDictionary();
        foreach (var (name, tensor) in Tensors) all[name] = tensor;
        StateDict.Copy(all, "", module, Origin);
    }
}
