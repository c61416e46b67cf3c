using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>What tells of a distillation's health, measured on what a student's turn computes anyway; it changes no bit of it.</summary>
/// <param name="noise">The noise levels.</param>
/// <param name="ratio">The bins of the noise levels.</param>
internal sealed class StudentDiagnostics(INoiseSchedule noise, RatioOptions ratio)
{
    private const double Tiny = 1e-20;

    private readonly TimeBins bins = new(noise, ratio);

    /// <summary>Notes how the head is calibrated, E_q[r] = 1 at every noise level, and whether it tells samples apart.</summary>
    /// <param name="readings">Where.</param>
    /// <param name="clamped">r before stage 1.</param>
    /// <param name="t">[N] float64.</param>
    public void NoteRatio(Readings readings, DensityRatio clamped, Tensor t)
    {
        readings.NoteGroups(Measures.CalibrationBin, clamped.Value, Members(t));
        readings.Note(Measures.LogRatioSpread, (clamped.Log - clamped.Log.mean()).square().mean().sqrt());
    }

    /// <summary>Notes the loss by noise level, how far the scores are apart, and whether the fake score keeps up with the student.</summary>
    /// <param name="readings">Where.</param>
    /// <param name="x">The student's samples: [N, C, H, W] float32.</param>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="teacher">D_p(x_t): [N, C, H, W] float32.</param>
    /// <param name="fakeScore">D_q(x_t): [N, C, H, W] float32.</param>
    /// <param name="weight">h, as in the loss: [N] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>What compares the gradients of the two losses, once there are any.</returns>
    public GradientComparison NoteScores(Readings readings, Tensor x, Tensor noised, Tensor teacher, Tensor fakeScore, Tensor weight, Tensor t)
    {
        using var ungraded = no_grad();
        var direction = MatchingLoss.Direction(x, teacher, fakeScore, weight);
        readings.NoteGroups(Measures.MatchingLossBin, 0.5 * MeanSquare(direction), Members(t));
        readings.Note(Measures.ScoreDifference, MeanSquare(teacher - fakeScore).sqrt().mean());
        readings.Note(Measures.FakeScoreError, (LogError(x, fakeScore) - LogError(x, teacher)).mean().exp());
        return new GradientComparison(noised, direction, noise.Alpha(t));
    }

    private Tensor Members(Tensor t) => bins.Members(bins.IndexOf(t));

    private static Tensor LogError(Tensor x, Tensor estimate) => (MeanSquare(x - estimate) + Tiny).log();

    private static Tensor MeanSquare(Tensor samples) => samples.square().mean([1, 2, 3]);
}
