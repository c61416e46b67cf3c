using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory;

/// <summary>A divergence's h as a function of x = log r in double precision.</summary>
/// <param name="divergence">The divergence.</param>
public sealed class WeightFunction(IDivergence divergence)
{
    /// <summary>The divergence.</summary>
    public IDivergence Divergence => divergence;

    /// <summary>h(eˣ).</summary>
    /// <param name="logRatio">x.</param>
    /// <exception cref="InvalidOperationException">The divergence
    /// breaks its contract: the message says how.</exception>
    public double At(double logRatio) => At([logRatio])[0];

    /// <summary>h(eˣ) at many places.</summary>
    /// <param name="logRatios">x: [N].</param>
    /// <returns>h: [N], as the divergence gives it: not finite or negative where it is.</returns>
    /// <exception cref="InvalidOperationException">The divergence
    /// breaks its contract: the message says how.</exception>
    public double[] At(double[] logRatios)
    {
        ArgumentNullException.ThrowIfNull(logRatios);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var weight = divergence.Weight(DensityRatio.FromLog(tensor(logRatios, dtype: float64, device: CPU)));
        if (!weight.shape.SequenceEqual([logRatios.LongLength]))
            throw new InvalidOperationException($"h has the shape [{string.Join(", ", weight.shape)}] for {logRatios.Length} ratios; expected one number for each");
        if (weight.dtype != ScalarType.Float64)
            throw new InvalidOperationException($"h is {weight.dtype} for ratios of Float64; a divergence keeps the ratio's type");
        return weight.data<double>().ToArray();
    }
}
