using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>A student whose samples are a mixture of K Gaussians of equal shares,
/// x = μ_k + s_k ε₀: its marginals q_t are known at every noise level.</summary>
/// <param name="means">μ: [K, D] float64; stays the caller's.</param>
/// <param name="deviations">s: [K] float64; stays the caller's.</param>
/// <param name="noise">α and σ.</param>
internal sealed class StudentMixture(Tensor means, Tensor deviations, INoiseSchedule noise)
{
    /// <summary>K.</summary>
    public long Components => means.shape[0];

    /// <summary>D.</summary>
    public long Dimension => means.shape[1];

    /// <summary>s: [K] float64.</summary>
    public Tensor Deviations => deviations;

    /// <summary>A mixture of plain numbers, in the caller's dispose scope.</summary>
    /// <param name="means">μ of each component.</param>
    /// <param name="deviations">s of each component.</param>
    /// <param name="noise">α and σ.</param>
    public static StudentMixture Of(IReadOnlyList<double[]> means, IReadOnlyList<double> deviations, INoiseSchedule noise) => new(
        tensor(means.SelectMany(mean => mean).ToArray(), dtype: float64, device: CPU).reshape(means.Count, means[0].Length),
        tensor(deviations.ToArray(), dtype: float64, device: CPU),
        noise);

    /// <summary>The mixture at other parameters, in the caller's dispose scope.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="by">How far.</param>
    public StudentMixture Moved(MixtureDirection direction, double by) => new(means + direction.Means * by, deviations + direction.Deviations * by, noise);

    /// <summary>log q_t(x_t).</summary>
    /// <param name="x">[N, D] float64.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N] float64.</returns>
    public Tensor LogMarginal(Tensor x, Tensor t)
    {
        using var scope = NewDisposeScope();
        return LogJoint(x, t).logsumexp(dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>s_q(x_t) = ∇ log q_t(x_t).</summary>
    /// <param name="x">[N, D] float64.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N, D] float64.</returns>
    public Tensor Score(Tensor x, Tensor t)
    {
        using var scope = NewDisposeScope();
        var pull = (Alpha(t) * means - x.unsqueeze(1)) / Variances(t).unsqueeze(2);
        return (pull * Responsibilities(x, t)).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>E[∂x_t/∂η | x_t] where the parameters move along a
    /// direction: how a sample at x_t is carried along.</summary>
    /// <param name="x">[N, D] float64.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="direction">Which way.</param>
    /// <returns>[N, D] float64.</returns>
    /// <remarks>Of component k, ∂x_t/∂μ = α and ∂x_t/∂s = α ε₀, with
    /// E[ε₀ | x_t, k] = α s (x_t − α μ)/(α² s² + σ²).</remarks>
    public Tensor Carried(Tensor x, Tensor t, MixtureDirection direction)
    {
        using var scope = NewDisposeScope();
        var alpha = Alpha(t);
        var noiseThen = alpha * deviations.view(1, -1, 1) * (x.unsqueeze(1) - alpha * means) / Variances(t).unsqueeze(2);
        var moved = alpha * (direction.Means.unsqueeze(0) + direction.Deviations.view(1, -1, 1) * noiseThen);
        return (moved * Responsibilities(x, t)).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>Draws clean samples.</summary>
    /// <param name="count">N.</param>
    /// <param name="generator">A generator on the CPU.</param>
    public MixtureSamples Draw(long count, Generator generator)
    {
        using var scope = NewDisposeScope();
        var which = generator.Integers(Components, [count], CPU);
        var epsilon = generator.Normal([count, Dimension], CPU, float64);
        var x = means.index_select(0, which) + epsilon * deviations.index_select(0, which).unsqueeze(1);
        return new MixtureSamples(which.MoveToOuterDisposeScope(), epsilon.MoveToOuterDisposeScope(), x.MoveToOuterDisposeScope());
    }

    /// <summary>log N(x; α μ_k, α² s_k² + σ²)/K: [N, K].</summary>
    private Tensor LogJoint(Tensor x, Tensor t)
    {
        var variances = Variances(t);
        var distances = (x.unsqueeze(1) - Alpha(t) * means).square().sum(2);
        return (distances / variances + (variances * (2 * Math.PI)).log() * Dimension) * -0.5 - Math.Log(Components);
    }

    /// <summary>[N, K, 1].</summary>
    private Tensor Responsibilities(Tensor x, Tensor t) => LogJoint(x, t).softmax(dim: 1).unsqueeze(2);

    /// <summary>[N, K].</summary>
    private Tensor Variances(Tensor t) => (noise.Alpha(t).unsqueeze(1) * deviations).square() + noise.Sigma(t).square().unsqueeze(1);

    /// <summary>[N, 1, 1].</summary>
    private Tensor Alpha(Tensor t) => noise.Alpha(t).view(-1, 1, 1);
}

/// <summary>Samples of a mixture, and what they were made of.</summary>
/// <param name="Which">The component k: [N] int64.</param>
/// <param name="Epsilon">ε₀: [N, D] float64.</param>
/// <param name="X">x = μ_k + s_k ε₀: [N, D] float64.</param>
internal sealed record MixtureSamples(Tensor Which, Tensor Epsilon, Tensor X);

/// <summary>A direction in the parameters of a mixture.</summary>
/// <param name="Name">What moves.</param>
/// <param name="Means">The change of μ: [K, D] float64.</param>
/// <param name="Deviations">The change of s: [K] float64.</param>
internal sealed record MixtureDirection(string Name, Tensor Means, Tensor Deviations)
{
    /// <summary>Three that together touch every kind of parameter, in the caller's dispose scope.</summary>
    /// <param name="components">K.</param>
    /// <param name="dimension">D.</param>
    public static IReadOnlyList<MixtureDirection> Of(long components, long dimension)
    {
        var (noMeans, noDeviations) = (zeros([components, dimension], dtype: float64, device: CPU), zeros([components], dtype: float64, device: CPU));
        var first = noMeans.clone();
        first.narrow(0, 0, 1).narrow(1, 0, 1).fill_(1);
        return
        [
            new("all means", ones_like(noMeans) / Math.Sqrt(dimension), noDeviations),
            new("one mean", first, noDeviations),
            new("all widths", noMeans, ones_like(noDeviations)),
        ];
    }
}
