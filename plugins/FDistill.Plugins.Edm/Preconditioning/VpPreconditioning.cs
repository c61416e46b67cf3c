using FDistill.Plugins.Edm.Noise;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>Preconditioning of variance-preserving models (Song et al.
/// 2021, DDPM++): the network estimates the noise at a step of M.</summary>
/// <param name="betaD">β_d. (EDM: 19.9)</param>
/// <param name="betaMin">β_min. (EDM: 0.1)</param>
/// <param name="steps">M. (EDM: 1000)</param>
/// <param name="first">ε_t, the time of the smallest noise level. (EDM: 1e-5)</param>
public sealed class VpPreconditioning(double betaD, double betaMin, int steps, double first) : IPreconditioning
{
    private readonly VpCurve curve = new(betaD, betaMin);

    /// <inheritdoc/>
    public double SigmaMin => curve.Sigma(first);

    /// <inheritdoc/>
    public double SigmaMax => curve.Sigma(1);

    /// <inheritdoc/>
    public Tensor? Table => null;

    /// <inheritdoc/>
    /// <remarks>c_noise is computed in float32, as in training: at small noise
    /// levels its rounding is part of what the network has learned.</remarks>
    public Coefficients At(Tensor sigma) => new(
        Skip: ones_like(sigma),
        Out: -sigma,
        In: sigma.square().add(1).rsqrt(),
        Noise: curve.Time(sigma.to_type(float32)).mul(steps - 1));
}
