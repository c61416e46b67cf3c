using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>A spread whose levels are rounded to those that a network knows (EDM's round_sigma).</summary>
/// <param name="inner">The spread.</param>
/// <param name="table">The levels that the network knows.</param>
internal sealed class RoundedLevels(INoiseLevels inner, IReadOnlyList<float> table) : INoiseLevels
{
    /// <inheritdoc/>
    public double Smallest => Nearest(inner.Smallest);

    /// <inheritdoc/>
    public double Largest => Nearest(inner.Largest);

    /// <inheritdoc/>
    public double Falling(double share) => Nearest(inner.Falling(share));

    /// <inheritdoc/>
    public Tensor Rising(Tensor share)
    {
        using var scope = NewDisposeScope();
        return Rounded(inner.Rising(share)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Share(Tensor sigma)
    {
        using var scope = NewDisposeScope();
        return inner.Share(Rounded(sigma)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public double Nearest(double sigma) => table.MinBy(level => Math.Abs(level - sigma));

    private Tensor Rounded(Tensor sigma)
    {
        var levels = tensor(table.ToArray(), dtype: float32, device: sigma.device).to_type(float64);
        return levels.index_select(0, sigma.flatten().unsqueeze(1).sub(levels.unsqueeze(0)).abs().argmin(1)).reshape(sigma.shape);
    }
}
