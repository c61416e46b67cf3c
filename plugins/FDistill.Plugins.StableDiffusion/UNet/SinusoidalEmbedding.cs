using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Numbers as cosines and sines of many frequencies, from 1 down to
/// 1/10000 (Vaswani et al. 2017; diffusers, get_timestep_embedding).</summary>
/// <param name="width">How many cosines and sines together.</param>
/// <param name="cosinesFirst">Whether the cosines come before the sines.</param>
/// <param name="shift">What is taken off the number of frequencies,
/// so that the last is 1/10000 itself (1) or not reached (0).</param>
internal sealed class SinusoidalEmbedding(int width, bool cosinesFirst, int shift) : nn.Module<Tensor, Tensor>(nameof(SinusoidalEmbedding))
{
    /// <inheritdoc/>
    /// <param name="input">[N] float32.</param>
    /// <returns>[N, width] float32.</returns>
    /// <remarks>In float32 throughout, as networks saw it in training: at t
    /// near 1000 the last bits of a frequency show in its sine.</remarks>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var half = width / 2;
        var exponents = arange(half, dtype: float32, device: input.device) * -Math.Log(10000) / (half - shift);
        var angles = input.unsqueeze(1) * exponents.exp();
        var (sines, cosines) = (angles.sin(), angles.cos());
        return cat(cosinesFirst ? [cosines, sines] : [sines, cosines], dim: 1).MoveToOuterDisposeScope();
    }
}
