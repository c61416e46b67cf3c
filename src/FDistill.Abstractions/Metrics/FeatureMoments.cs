using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>Mean and covariance of features that come batch by
/// batch, in memory that does not grow with their number.</summary>
/// <remarks>Float64; batches are merged by their own means and scatters (Chan, Golub
/// and LeVeque 1979), which is as accurate as to centre on the mean of all.</remarks>
public sealed class FeatureMoments : IDisposable
{
    private const long NumbersAtOnce = 1 << 23;

    private Tensor? mean;
    private Tensor? scatter;

    /// <summary>How many features were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds features.</summary>
    /// <param name="features">[n, D]; any floating type.</param>
    public void Add(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var some = Math.Max(1, NumbersAtOnce / features.shape[1]);
        for (var first = 0L; first < features.shape[0]; first += some)
        {
            using var scope = NewDisposeScope();
            Merge(features.narrow(0, first, Math.Min(some, features.shape[0] - first)).to_type(ScalarType.Float64));
        }
    }

    /// <summary>Fits a Gaussian to all features so far.</summary>
    /// <returns>Its tensors belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">There are fewer than 2 features, or some are not finite.</exception>
    public FeatureStatistics Fit()
    {
        if (Count < 2) throw new InvalidDataException($"A covariance needs at least 2 samples; there {(Count == 1 ? "is" : "are")} {Count}.");
        var (fitted, covariance) = (mean!.clone(), scatter! / (Count - 1));
        using var finite = covariance.isfinite().all();
        if (!finite.item<bool>()) throw new InvalidDataException($"Some of the features of {Count} samples are NaN or infinite: look for samples that are not finite, or a damaged extractor.");
        return new FeatureStatistics(fitted, covariance);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mean?.Dispose();
        scatter?.Dispose();
    }

    private void Merge(Tensor values)
    {
        var added = values.shape[0];
        var addedMean = values.mean([0]);
        var centred = values - addedMean;
        var addedScatter = centred.t().matmul(centred);
        if (Count == 0)
        {
            (mean, scatter) = (addedMean.DetachFromDisposeScope(), addedScatter.DetachFromDisposeScope());
        }
        else
        {
            var (way, all) = (addedMean - mean!, (double)(Count + added));
            scatter!.add_(addedScatter).add_(outer(way, way) * (Count * (added / all)));
            mean!.add_(way * (added / all));
        }
        Count += added;
    }
}
