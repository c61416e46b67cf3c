using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>EDM's own preconditioning: the network's input and
/// target have unit variance at every noise level.</summary>
/// <param name="sigmaData">The standard deviation of the data.</param>
/// <param name="sigmaMin">The smallest noise level that the network knows.</param>
/// <param name="sigmaMax">The largest.</param>
public sealed class EdmPreconditioning(double sigmaData, double sigmaMin = 0, double sigmaMax = double.PositiveInfinity) : IPreconditioning
{
    /// <inheritdoc/>
    public double SigmaMin => sigmaMin;

    /// <inheritdoc/>
    public double SigmaMax => sigmaMax;

    /// <inheritdoc/>
    public Tensor? Table => null;

    /// <inheritdoc/>
    public Coefficients At(Tensor sigma)
    {
        var variance = sigma.square().add(sigmaData * sigmaData);
        var deviation = variance.sqrt();
        return new(
            Skip: variance.reciprocal().mul(sigmaData * sigmaData),
            Out: sigma.mul(sigmaData).div(deviation),
            In: deviation.reciprocal(),
            Noise: sigma.clamp_min(1e-6).log().div(4).to_type(float32));
    }
}
