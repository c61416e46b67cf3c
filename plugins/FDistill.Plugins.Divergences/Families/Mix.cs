using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>A mixture of two divergences: h = (1 − s) h₁ + s h₂, the weighting of (1 − s) D₁ + s D₂.</summary>
/// <param name="options">Which two, and the share s.</param>
public sealed class Mix(MixOptions options) : IDivergence
{
    private readonly IDivergence first = Canonical.Create(options.First);
    private readonly IDivergence second = Canonical.Create(options.Second);

    /// <inheritdoc/>
    /// <remarks>The heavier tail of the two, unless its share is 0.</remarks>
    public TailWeights? TailWeights => (first.TailWeights, second.TailWeights, options.Share) switch
    {
        ({ } tails, _, 0) => tails,
        (_, { } tails, 1) => tails,
        ({ } one, { } other, _) => new(Math.Min(one.Left, other.Left), Math.Max(one.Right, other.Right)),
        _ => null,
    };

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio) => first.Weight(ratio).mul(1 - options.Share).add(second.Weight(ratio).mul(options.Share));
}
