namespace FDistill.Engine.Training.Loop;

/// <summary>What was measured in one iteration of a training.</summary>
/// <param name="Iteration">The iteration's number, from 1 on.</param>
/// <param name="Seconds">What the iteration took, by the clock on the wall.</param>
/// <param name="Values">Measures by name, see <see cref="Measures"/>;
/// a name is missing in turns that do not measure it.</param>
public sealed record IterationReport(long Iteration, double Seconds, IReadOnlyDictionary<string, double> Values);

/// <summary>Names of the measures of a distillation.</summary>
public static class Measures
{
    /// <summary>½ MSE form of Eq. 4, in turns of the student.</summary>
    public const string MatchingLoss = "matchingLoss";

    /// <summary>softplus(−ℓ) of the student's samples, in turns of the student.</summary>
    public const string AdversarialLoss = "adversarialLoss";

    /// <summary>The fake score's denoising loss.</summary>
    public const string FakeScoreLoss = "fakeScoreLoss";

    /// <summary>softplus(ℓ_fake) + softplus(−ℓ_real) of the head.</summary>
    public const string HeadLoss = "headLoss";

    /// <summary>R1, before its weight.</summary>
    public const string GradientPenalty = "gradientPenalty";

    /// <summary>Mean of h over the batch, before stage 2.</summary>
    public const string MeanWeight = "meanWeight";

    /// <summary>Smallest h in the batch, before stage 2.</summary>
    public const string MinWeight = "minWeight";

    /// <summary>Largest h in the batch, before stage 2.</summary>
    public const string MaxWeight = "maxWeight";

    /// <summary>(Σh)²/Σh², over the batch size: 1 where all samples
    /// weigh the same, 1/N where a single one counts.</summary>
    public const string EffectiveSampleShare = "effectiveSampleShare";

    /// <summary>The share of samples whose ratio met a clamp.</summary>
    public const string ClampedShare = "clampedShare";

    /// <summary>Mean of r over the batch before stage 1; 1 in expectation for an exact ratio.</summary>
    public const string MeanRatio = "meanRatio";

    /// <summary>Standard deviation of log r over the batch: 0
    /// where the head gives every sample the same ratio.</summary>
    public const string LogRatioSpread = "logRatioSpread";

    /// <summary>Root mean square of D_p − D_q over a sample's elements, averaged
    /// over the batch: the score difference s_p − s_q, times σ²/α.</summary>
    public const string ScoreDifference = "scoreDifference";

    /// <summary>
    /// How well the fake score denoises the student's samples beside the teacher: the
    /// geometric mean of |x − D_q|² / |x − D_p|². Below 1 it knows them better than the
    /// teacher does, as it should; where the student has come to the teacher's distribution
    /// nothing is left to know, and it is about 1; far above, the fake score lags behind.
    /// </summary>
    public const string FakeScoreError = "fakeScoreError";

    /// <summary>Cosine between the gradients of the adversarial and of the matching
    /// loss with respect to the student's samples, of the whole batch.</summary>
    public const string GradientCosine = "gradientCosine";

    /// <summary>Norm of the student's gradient before clipping.</summary>
    public const string StudentGradientNorm = "studentGradientNorm";

    /// <summary>Norm of the fake score's gradient before clipping.</summary>
    public const string FakeScoreGradientNorm = "fakeScoreGradientNorm";

    /// <summary>Norm of the head's gradient before clipping.</summary>
    public const string HeadGradientNorm = "headGradientNorm";

    /// <summary>The student's learning rate.</summary>
    public const string LearningRate = "learningRate";

    /// <summary>The average of r that stage 1 divides by in a time bin.</summary>
    /// <param name="bin">The bin's number, from 0 on.</param>
    public static string RatioBin(int bin) => $"ratioBin{bin}";

    /// <summary>Mean of r over the batch's samples in a time bin, before stage
    /// 1: 1 in expectation, E_q[r] = 1, where the head is calibrated.</summary>
    /// <param name="bin">The bin's number, from 0 on.</param>
    public static string CalibrationBin(int bin) => $"calibrationBin{bin}";

    /// <summary>The matching loss of the batch's samples in a time bin.</summary>
    /// <param name="bin">The bin's number, from 0 on.</param>
    public static string MatchingLossBin(int bin) => $"matchingLossBin{bin}";
}
