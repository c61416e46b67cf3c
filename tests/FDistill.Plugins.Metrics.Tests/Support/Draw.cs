using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>Random features, float64 on the CPU.</summary>
internal static class Draw
{
    /// <summary>Standard normal numbers.</summary>
    public static Tensor Normal(int seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return randn(shape, dtype: ScalarType.Float64, device: CPU, generator: generator);
    }

    /// <summary>Numbers of some covariance, of full rank or not.</summary>
    public static Tensor Correlated(int seed, long count, long dimensions, long rank) =>
        Normal(seed, count, rank).matmul(Normal(seed + 1, rank, dimensions)) + Normal(seed + 2, 1, dimensions);
}
