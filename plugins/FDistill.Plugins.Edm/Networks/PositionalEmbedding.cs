using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>The sinusoidal embedding of noise levels: cosines,
/// then sines, of geometrically falling frequencies.</summary>
/// <param name="channels">The width of the embedding.</param>
/// <param name="endpoint">Whether the lowest frequency is exactly
/// 1/maxPositions (DDPM++ and NCSN++), or one step above it (ADM).</param>
/// <param name="maxPositions">The ratio of the highest to the lowest frequency. (EDM: 10000)</param>
public sealed class PositionalEmbedding(long channels, bool endpoint, double maxPositions = 10000) : INoiseEmbedding
{
    /// <summary>Embeds noise levels.</summary>
    /// <param name="noise">[N] float32.</param>
    /// <returns>[N, channels] float32: cosines in the first half, sines in the second.</returns>
    public Tensor Embed(Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        var half = channels / 2;
        using var scope = NewDisposeScope();
        var exponents = arange(half, dtype: float32, device: noise.device) / (half - (endpoint ? 1 : 0));
        var frequencies = exponents.mul(-Math.Log(maxPositions)).exp();
        var phases = outer(noise, frequencies);
        return cat([phases.cos(), phases.sin()], dim: 1).MoveToOuterDisposeScope();
    }
}
