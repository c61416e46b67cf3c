using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Expressions;

/// <summary>A divergence whose h is typed in the run file, as
/// Proposition 1 allows: <c>"h": "r^0.5 / (1 + r)"</c>.</summary>
/// <remarks>Nothing is compiled or executed but arithmetic on
/// tensors. An h that is negative or not finite somewhere is found by
/// <c>fdistill divergence inspect</c>, and stops a run.</remarks>
/// <param name="options">The formula.</param>
public sealed class Expression(ExpressionOptions options) : IDivergence
{
    private readonly Node h = Parser.Parse(options.H);

    /// <inheritdoc/>
    public Tensor Weight(DensityRatio ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        using var scope = NewDisposeScope();

        // The whole formula may be r itself, whose tensor is the caller's.
        return h.Of(ratio).clone().MoveToOuterDisposeScope();
    }
}
