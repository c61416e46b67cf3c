using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>What all denoisers of points share: shapes, types, and features that are functions of x_t and t.</summary>
/// <param name="module">The parameters.</param>
/// <param name="sigmaData">The standard deviation of the data, for the features' scale.</param>
public abstract class PointDenoiser(nn.Module module, double sigmaData) : IDenoiser
{
    /// <summary>The name of the one feature.</summary>
    public const string FeatureName = "state";

    /// <inheritdoc/>
    public nn.Module Module => module;

    /// <summary>The standard deviation of the data.</summary>
    protected double SigmaData => sigmaData;

    /// <summary>The one feature: the scaled point, its squares, and the noise level.</summary>
    /// <param name="dimension">C.</param>
    public static FeatureMap Feature(int dimension) => new(FeatureName, (2 * dimension) + 1, 1, 1);

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(noised);
        using var scope = NewDisposeScope();
        return Estimate(noised.flatten(1), t).to_type(float32).reshape(noised.shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var features = Features(noised, t, condition, wanted);
        using var graded = set_grad_enabled(is_grad_enabled() && wanted.EstimateNeedsGradient);
        return new Denoised(Denoise(noised, t, condition), features);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(noised);
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (var name in wanted.Names)
            if (name != FeatureName) throw new ArgumentException($"There is no feature '{name}'; there is {FeatureName}", nameof(wanted));
        using var scope = NewDisposeScope();
        var scaled = noised.flatten(1) * (t.square() + (sigmaData * sigmaData)).rsqrt().to_type(float32).unsqueeze(1);
        var level = t.clamp_min(1e-6).log().div(4).to_type(float32).unsqueeze(1);
        var state = cat([scaled, scaled.square(), level], dim: 1).unsqueeze(2).unsqueeze(3).MoveToOuterDisposeScope();
        return [.. wanted.Names.Select(_ => state)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        module.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The estimate of x_0.</summary>
    /// <param name="x">[N, C] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N, C], float32 or float64.</returns>
    protected abstract Tensor Estimate(Tensor x, Tensor t);
}
