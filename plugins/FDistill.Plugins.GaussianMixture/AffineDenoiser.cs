using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>
/// D(x; σ) = m + s²/(s² + σ²) (x − m), the exact denoiser of N(m, s²)
/// in every coordinate: as a student, an affine map of the noise whose
/// samples are one Gaussian; as a fake score, exactly what such a student's noised samples need.
/// </summary>
/// <param name="map">Its parameters.</param>
/// <param name="sigmaData">The standard deviation of the data.</param>
public sealed class AffineDenoiser(AffineMap map, double sigmaData) : PointDenoiser(map, sigmaData)
{
    /// <inheritdoc/>
    protected override Tensor Estimate(Tensor x, Tensor t) => map.forward(x, t);
}

/// <summary>The mean and the logarithm of the variance of a Gaussian, as parameters.</summary>
public sealed class AffineMap : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter mean;
    private readonly Parameter log_variance;

    /// <summary>Makes the map whose samples, at one step from σ_max, are
    /// N(start.Mean, start.Deviation²); outside every dispose scope.</summary>
    /// <param name="start">Where the samples start.</param>
    /// <param name="dimension">C.</param>
    /// <param name="sigmaMax">The noise level at which a student is evaluated.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <remarks>
    /// A student's samples are m + s²/(s² + σ_max²) (σ_max z − m). So s² =
    /// d σ_max² / (σ_max − d) for a deviation d, and m is the wanted mean
    /// over 1 − d/σ_max.
    /// </remarks>
    public AffineMap(AffineOptions start, int dimension, double sigmaMax, Device device) : base(nameof(AffineMap))
    {
        ArgumentNullException.ThrowIfNull(start);
        using var scope = NewDisposeScope();
        var variance = start.Deviation * sigmaMax * sigmaMax / (sigmaMax - start.Deviation);
        var origin = start.Mean.Length == 0 ? new double[dimension] : start.Mean;
        mean = new Parameter(tensor(origin, dtype: float32, device: device) / (1 - (start.Deviation / sigmaMax)), requires_grad: true);
        log_variance = new Parameter(full([dimension], Math.Log(variance), dtype: float32, device: device), requires_grad: true);
        RegisterComponents();
        scope.Detach(mean, log_variance);
    }

    /// <inheritdoc/>
    /// <param name="x">[N, C] float32.</param>
    /// <param name="t">[N] float64.</param>
    public override Tensor forward(Tensor x, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(t);
        var variance = log_variance.exp();
        var share = variance / (variance + t.square().to_type(float32).unsqueeze(1));
        return mean + ((x - mean) * share);
    }
}
