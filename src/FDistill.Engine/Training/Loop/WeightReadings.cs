using FDistill.Divergences;
using FDistill.Engine.Objective;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Loop;

/// <summary>What an iteration tells of r and h, and the refusal of an h that would spoil the student.</summary>
internal static class WeightReadings
{
    /// <summary>Notes the ratios and weights of a batch.</summary>
    /// <param name="readings">Where.</param>
    /// <param name="clamped">r before stage 1.</param>
    /// <param name="options">Its clamps.</param>
    /// <param name="weight">h before stage 2: [N] float32.</param>
    /// <param name="mean">The mean of h over the global batch: [] float32.</param>
    public static void NoteWeights(this Readings readings, DensityRatio clamped, RatioOptions options, Tensor weight, Tensor mean)
    {
        readings.Note(Measures.MeanRatio, clamped.Value.mean());
        readings.Note(Measures.ClampedShare, RatioEstimate.ClampedShare(clamped, options));
        readings.Note(Measures.MeanWeight, mean);
        readings.NoteSmallest(Measures.MinWeight, weight.min());
        readings.NoteLargest(Measures.MaxWeight, weight.max());
        readings.Note(Measures.EffectiveSampleShare, weight.sum().square() / (weight.square().sum() * weight.numel()));
    }

    /// <summary>Notes the averages of stage 1.</summary>
    public static void NoteBins(this Readings readings, Tensor averages)
    {
        foreach (var (bin, average) in averages.unbind().Index()) readings.Note(Measures.RatioBin(bin), average);
    }

    /// <summary>Refuses an h that is negative, not finite, or all but 0, unless the
    /// ratio itself is not finite: then it is not the divergence's fault.</summary>
    /// <exception cref="Contracts.BrokenContractException">The divergence breaks its contract.</exception>
    /// <exception cref="ArithmeticException">The mean of h is below 1e-6.</exception>
    public static void Check(IReadOnlyDictionary<string, double> measured, IDivergence divergence, bool isNormalized)
    {
        if (!measured.TryGetValue(Measures.MeanRatio, out var ratio) || !double.IsFinite(ratio)) return;
        DivergenceWeight.Check(divergence, measured[Measures.MinWeight], measured[Measures.MaxWeight]);
        if (isNormalized) WeightNormalizer.Check(measured[Measures.MeanWeight]);
    }
}
