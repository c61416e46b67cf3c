using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Weights;

/// <summary>Tensors of which some are another source's: a network's state with the average of its parameters.</summary>
/// <param name="below">All tensors; not disposed.</param>
/// <param name="above">Those that take the place of others; not disposed.</param>
public sealed class OverlaidTensors(ITensorSource below, ITensorSource above) : ITensorSource
{
    private readonly HashSet<string> replaced = [.. above.Entries.Select(entry => entry.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries => [.. below.Entries.Where(entry => !replaced.Contains(entry.Name)), .. above.Entries];

    /// <inheritdoc/>
    public Tensor Read(string name) => (replaced.Contains(name) ? above : below).Read(name);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
