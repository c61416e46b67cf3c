using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Noise;

/// <summary>iDDPM's training: a step drawn uniformly, λ = 1/σ², which makes every step's
/// error of the noise count alike (Nichol and Dhariwal 2021, L_simple).</summary>
/// <param name="table">The levels of the steps, without the last, which is 0.</param>
internal sealed class TableTrainingNoise(IReadOnlyList<float> table) : ITrainingNoise
{
    /// <inheritdoc/>
    public Tensor Sigma(Tensor normal)
    {
        using var scope = NewDisposeScope();
        var levels = tensor(table.ToArray(), dtype: float32, device: normal.device).to_type(float64);
        var steps = special.ndtr(normal).mul(table.Count).floor().clamp(0, table.Count - 1).to_type(int64);
        return levels.index_select(0, steps.flatten()).reshape(normal.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Weight(Tensor sigma) => sigma.square().reciprocal();
}
