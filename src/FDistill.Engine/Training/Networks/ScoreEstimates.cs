using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>What is known of the student's samples at noise level t.</summary>
/// <param name="Teacher">D_p(x_t), guided and clipped, which stands for s_p:
/// [N, C, H, W] float32; null in a run without distribution matching.</param>
/// <param name="FakeScore">D_q(x_t), which stands for s_q: [N, C, H,
/// W] float32; null in a run without distribution matching.</param>
/// <param name="Logits">ℓ(x_t): [N, heads] float32, with gradient
/// towards x_t unless the adversarial weight is 0.</param>
public sealed record ScoreEstimates(Tensor? Teacher, Tensor? FakeScore, Tensor Logits);

/// <summary>Computes <see cref="ScoreEstimates"/> in as few passes as
/// the features' source allows: no network sees x_t twice.</summary>
internal sealed class ScoreEstimator(ITeacher teacher, FakeScore fakeScore, Discriminator discriminator, TrainingOptions options)
{
    private readonly IDenoiser teacherScore = teacher.Denoiser, generatedScore = fakeScore.Denoiser;
    private readonly Guidance guidance = new(teacher, options.Guidance);
    private readonly ScoreClipping clipping = new(teacher.Noise, options.ScoreClipping);

    /// <summary>Estimates both scores and the logit.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What the samples are conditioned on.</param>
    public ScoreEstimates At(Tensor noised, Tensor t, Condition? condition)
    {
        // Only the adversarial loss sends gradients back to x_t:
        // through the features, never through the estimates (Eq. 4).
        using var mode = enable_grad(options.AdversarialWeight > 0);
        using var frozenHead = new FrozenParameters(discriminator.Network.Module);
        var seesTeacher = options.Discriminator.Features == FeatureSource.Teacher;
        var (source, other) = seesTeacher ? (teacherScore, generatedScore) : (generatedScore, teacherScore);
        using var frozenSource = new FrozenParameters(source.Module);

        if (options.MatchingWeight == 0)
        {
            var features = source.Features(noised, t, condition, discriminator.Wanted);
            CheckGradient(noised, features, "IDenoiser.Features");
            return new(null, null, discriminator.Logits(features, t, condition));
        }

        var seen = source.Denoise(noised, t, condition, discriminator.Wanted);
        CheckGradient(noised, seen.Features, "IDenoiser.Denoise");
        var logits = discriminator.Logits(seen.Features, t, condition);
        using var ungraded = no_grad();
        var unseen = other.Denoise(noised, t, condition);
        var (p, q) = seesTeacher ? (seen.Estimate, unseen) : (unseen, seen.Estimate);
        return new(clipping.Apply(guidance.Apply(p, noised, t), noised, t), q, logits);
    }

    /// <summary>Without a gradient through the features the adversarial
    /// loss would teach the student nothing, in silence.</summary>
    private void CheckGradient(Tensor noised, IReadOnlyList<Tensor> features, string member)
    {
        if (noised.requires_grad && !features.Any(feature => feature.requires_grad))
            throw new Contract(teacher, member).Broken("none of the features that the head sees carries a gradient to the noised sample, by which the adversarial loss teaches the student");
    }
}
