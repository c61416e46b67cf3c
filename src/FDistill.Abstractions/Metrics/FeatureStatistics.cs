using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>The Gaussian fitted to a set of features.</summary>
/// <param name="Mean">[D] float64.</param>
/// <param name="Covariance">[D, D] float64, unbiased (over n − 1).</param>
public sealed record FeatureStatistics(Tensor Mean, Tensor Covariance)
{
    /// <summary>Fits, in memory that does not grow with n.</summary>
    /// <param name="features">[n, D], n ≥ 2; any floating type.</param>
    /// <returns>Its tensors belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">There are fewer than 2, or some are not finite.</exception>
    public static FeatureStatistics Of(Tensor features)
    {
        using var moments = new FeatureMoments();
        moments.Add(features);
        return moments.Fit();
    }
}
