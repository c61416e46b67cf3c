using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Stage 2 of the normalisation: h is divided by its mean over the whole update (paper, Section 4).</summary>
public static class WeightNormalizer
{
    /// <summary>Keeps the division away from 0, and is the smallest mean that is divided by (FastGen).</summary>
    private const double Tiny = 1e-6;

    /// <summary>The mean of h over the samples of all processes, which have as many each.</summary>
    /// <param name="weight">h of all micro-batches: [N] float32.</param>
    /// <param name="collective">Sums over the processes.</param>
    /// <returns>[] float32.</returns>
    public static Tensor Mean(Tensor weight, ICollective collective)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(collective);
        return collective.Sum(weight.mean()) / collective.World;
    }

    /// <summary>h over its mean.</summary>
    /// <param name="weight">h: [N] float32.</param>
    /// <param name="mean">What <see cref="Mean"/> returned.</param>
    /// <returns>[N] float32.</returns>
    public static Tensor Normalize(Tensor weight, Tensor mean) => weight / (mean + Tiny);

    /// <summary>Refuses a mean that nothing can be divided by.</summary>
    /// <param name="mean">The mean of h.</param>
    /// <exception cref="ArithmeticException">It is below 1e-6.</exception>
    public static void Check(double mean)
    {
        if (mean < Tiny)
            throw new ArithmeticException(
                $"the mean of h over the update is {mean:g3}, below {Tiny:g1}: the divergence gives no sample any weight. " +
                "The discriminator takes all of the student's samples for fakes; warm-start from a run of the reverse KL divergence, or raise training.ratio.lower");
    }
}
