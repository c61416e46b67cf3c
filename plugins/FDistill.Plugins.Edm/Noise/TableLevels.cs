using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>A spread over a table of noise levels: equal steps of the
/// index (EDM, generate.py, ablation_sampler, "iddpm").</summary>
internal sealed class TableLevels : INoiseLevels
{
    private readonly double[] rising;

    /// <summary>Takes the levels of a table that lie in a range.</summary>
    /// <param name="table">Levels, in any order.</param>
    /// <param name="smallest">σ_min.</param>
    /// <param name="largest">σ_max.</param>
    public TableLevels(IEnumerable<float> table, double smallest, double largest)
    {
        rising = [.. table.Select(level => (double)level).Where(level => level >= smallest && level <= largest).Order()];
        if (rising.Length < 2) throw new ArgumentException($"the network knows fewer than two noise levels between sigmaMin {smallest} and sigmaMax {largest}; widen the range");
    }

    /// <inheritdoc/>
    public double Smallest => rising[0];

    /// <inheritdoc/>
    public double Largest => rising[^1];

    /// <inheritdoc/>
    public double Falling(double share) => rising[^(1 + (int)Math.Round(share * (rising.Length - 1)))];

    /// <inheritdoc/>
    public Tensor Rising(Tensor share)
    {
        using var scope = NewDisposeScope();
        return Levels(share).index_select(0, share.mul(rising.Length - 1).round().clamp(0, rising.Length - 1).to_type(int64).flatten()).reshape(share.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Share(Tensor sigma)
    {
        using var scope = NewDisposeScope();
        var nearest = sigma.flatten().unsqueeze(1).sub(Levels(sigma).unsqueeze(0)).abs().argmin(1);
        return nearest.to_type(float64).div(rising.Length - 1).reshape(sigma.shape).MoveToOuterDisposeScope();
    }

    private Tensor Levels(Tensor like) => tensor(rising, dtype: float64, device: like.device);
}
