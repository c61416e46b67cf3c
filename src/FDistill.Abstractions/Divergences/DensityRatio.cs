using static TorchSharp.torch;

namespace FDistill.Divergences;

/// <summary>The density ratio r = p(x_t) / q(x_t), teacher over student, of a batch of N samples.</summary>
/// <remarks>Already clamped and normalised (stage 1). The two tensors agree:
/// <c>Log = log(Value)</c>; take whichever keeps h accurate.</remarks>
/// <param name="Value">r: [N] float32, positive, without gradient.</param>
/// <param name="Log">log r: [N] float32, without gradient.</param>
public sealed record DensityRatio(Tensor Value, Tensor Log)
{
    /// <summary>A ratio from its logarithm.</summary>
    /// <param name="log">log r: [N] float32.</param>
    /// <returns>The ratio, with Value = exp(log).</returns>
    public static DensityRatio FromLog(Tensor log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new DensityRatio(log.exp(), log);
    }
}
