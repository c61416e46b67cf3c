using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Loop;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>What shows a distillation's health, measured on what a
/// student's iteration computes anyway; it changes no bit of it.</summary>
/// <param name="noise">The noise levels.</param>
/// <param name="ratio">The bins of the noise levels.</param>
internal sealed class StudentDiagnostics(INoiseSchedule noise, RatioOptions ratio)
{
    private const double Tiny = 1e-20;

    private readonly TimeBins bins = new(noise, ratio);

    /// <summary>Notes how the head is calibrated, E_q[r] = 1 at every
    /// noise level, and whether it tells samples apart.</summary>
    /// <param name="readings">Where.</param>
    /// <param name="clamped">r before stage 1.</param>
    /// <param name="t">[N] float64.</param>
    public void NoteRatio(Readings readings, DensityRatio clamped, Tensor t)
    {
        readings.NoteGroups(Measures.CalibrationBin, clamped.Value, Members(t));
        readings.Note(Measures.LogRatioSpread, (clamped.Log - clamped.Log.mean()).square().mean().sqrt());
    }

    /// <summary>Notes the loss by noise level, how far the scores are apart, whether the fake
    /// score keeps up with the student, and how the gradients of the two losses agree.</summary>
    /// <param name="readings">Where.</param>
    /// <param name="seen">The batches of the update.</param>
    /// <param name="weights">h of each, as in the loss: [N] float32; null in a run
    /// without distribution matching, of which there is nothing to note.</param>
    public void NoteScores(Readings readings, IReadOnlyList<Observation> seen, IReadOnlyList<Tensor>? weights)
    {
        if (weights is null) return;
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        Tensor All(Func<Observation, Tensor> part) => seen.Count == 1 ? part(seen[0]) : cat([.. seen.Select(part)]);
        var (x, t, teacher, fakeScore) = (All(batch => batch.X.detach()), All(batch => batch.Draw.T), All(batch => batch.Teacher!), All(batch => batch.FakeScore!));
        var direction = MatchingLoss.Direction(x, teacher, fakeScore, cat([.. weights]));
        readings.NoteGroups(Measures.MatchingLossBin, 0.5 * MeanSquare(direction), Members(t));
        readings.Note(Measures.ScoreDifference, MeanSquare(teacher - fakeScore).sqrt().mean());
        readings.Note(Measures.FakeScoreError, (LogError(x, fakeScore) - LogError(x, teacher)).mean().exp());
        if (seen[0].AdversarialGradient is not null) readings.Note(Measures.GradientCosine, Cosine(All(batch => batch.AdversarialGradient!), direction));
    }

    /// <summary>Between the gradients of the adversarial and of the
    /// matching loss with respect to x, each up to a factor.</summary>
    private static Tensor Cosine(Tensor adversarial, Tensor matching) =>
        (adversarial * matching).sum() / ((adversarial.square().sum().sqrt() + Tiny) * (matching.square().sum().sqrt() + Tiny));

    private Tensor Members(Tensor t) => bins.Members(bins.IndexOf(t));

    private static Tensor LogError(Tensor x, Tensor estimate) => (MeanSquare(x - estimate) + Tiny).log();

    private static Tensor MeanSquare(Tensor samples) => samples.square().mean([1, 2, 3]);
}
