using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>Preconditioning of variance-exploding models (Song et al. 2021, NCSN++).</summary>
/// <param name="sigmaMin">The smallest noise level. (EDM: 0.02)</param>
/// <param name="sigmaMax">The largest. (EDM: 100)</param>
public sealed class VePreconditioning(double sigmaMin, double sigmaMax) : IPreconditioning
{
    /// <inheritdoc/>
    public double SigmaMin => sigmaMin;

    /// <inheritdoc/>
    public double SigmaMax => sigmaMax;

    /// <inheritdoc/>
    public Tensor? Table => null;

    /// <inheritdoc/>
    public Coefficients At(Tensor sigma) => new(
        Skip: ones_like(sigma),
        Out: sigma.alias(),
        In: ones_like(sigma),
        Noise: sigma.mul(0.5).clamp_min(1e-6).log().to_type(float32));
}
