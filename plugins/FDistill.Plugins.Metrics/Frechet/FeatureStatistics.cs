using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Frechet;

/// <summary>The Gaussian fitted to a set of features.</summary>
/// <param name="Mean">[D] float64.</param>
/// <param name="Covariance">[D, D] float64, unbiased (over n − 1).</param>
public sealed record FeatureStatistics(Tensor Mean, Tensor Covariance)
{
    /// <summary>Fits.</summary>
    /// <param name="features">[n, D], n ≥ 2; any floating type.</param>
    /// <returns>Its tensors belong to the caller's dispose scope.</returns>
    public static FeatureStatistics Of(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var count = features.shape[0];
        if (count < 2) throw new InvalidOperationException($"A covariance needs at least 2 samples; there is {count}.");
        var values = features.to_type(ScalarType.Float64);
        var mean = values.mean([0]);
        var centred = values - mean;
        return new FeatureStatistics(mean, centred.t().matmul(centred) / (count - 1));
    }
}
