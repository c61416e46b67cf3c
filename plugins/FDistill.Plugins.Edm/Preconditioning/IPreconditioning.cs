using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>How a network's input, output and noise level are scaled: D(x; σ) = c_skip
/// x + c_out F(c_in x; c_noise) (Karras et al. 2022, Eq. 7 and Table 1).</summary>
public interface IPreconditioning
{
    /// <summary>The smallest noise level that the network knows.</summary>
    double SigmaMin { get; }

    /// <summary>The largest; may be infinite.</summary>
    double SigmaMax { get; }

    /// <summary>A table of noise levels that belongs to the network's
    /// state, as its buffer <c>u</c>; null for most.</summary>
    Tensor? Table { get; }

    /// <summary>The coefficients at given noise levels.</summary>
    /// <param name="sigma">[N] float64.</param>
    Coefficients At(Tensor sigma);
}

/// <summary>The coefficients of D(x; σ) = c_skip x + c_out F(c_in x; c_noise).</summary>
/// <param name="Skip">c_skip: [N] float64.</param>
/// <param name="Out">c_out: [N] float64.</param>
/// <param name="In">c_in: [N] float64.</param>
/// <param name="Noise">c_noise: [N] float32.</param>
public sealed record Coefficients(Tensor Skip, Tensor Out, Tensor In, Tensor Noise);
