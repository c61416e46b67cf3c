using FDistill.Engine.Training.Loop;
using static System.FormattableString;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>A way in which distillations are known to fail, and how its beginning shows.</summary>
/// <param name="Measure">The measure that it shows in.</param>
/// <param name="Shows">Whether it shows, by the measure's median
/// over <see cref="Window"/> iterations of the student.</param>
/// <param name="Found">What was found, in words, by the same median.</param>
/// <param name="Remedy">What to try.</param>
internal sealed record KnownFailure(string Measure, Func<double, bool> Shows, Func<double, string> Found, string Remedy)
{
    /// <summary>The iterations of the student that a failure has to last before it is reported. (house)</summary>
    public const int Window = 50;

    /// <summary>Those that a distillation is watched for. The limits are
    /// the house's: runs that went well stay far from them.</summary>
    public static IReadOnlyList<KnownFailure> All { get; } =
    [
        new(Measures.LogRatioSpread, spread => spread < 0.02,
            spread => Invariant($"the head tells no samples apart: log r varies by {spread:g2} over a batch, so h is the same for all of them, as with reverse-KL"),
            "Try a larger training.head.learningRate, a head on more of the teacher's features, or one that normalises less"),
        new(Measures.ClampedShare, share => share > 0.9,
            share => Invariant($"the head tells generated samples from real ones without effort: {share:p0} of the ratios lie on a clamp, where h says nothing of the sample"),
            "Try a smaller training.head.learningRate, R1 by training.gradientPenalty.gamma, or a wider training.ratio.lower and upper"),
        new(Measures.EffectiveSampleShare, share => share < 0.1,
            share => Invariant($"a few samples dominate h: the batch counts as {share:p0} of its size"),
            "Try training.ratio.normalize and training.normalizeWeight, a smaller training.ratio.upper, a larger batch, or a divergence whose h grows slower, such as js"),
        new(Measures.FakeScoreError, error => error > 1.15,
            error => Invariant($"the fake score lags behind the student: its squared error on the student's samples is {error:f2} times the teacher's, and should be below 1, or about 1 at the end"),
            "Try a larger training.fakeScore.learningRate, a smaller training.student.learningRate, or a larger training.studentEvery"),
    ];
}
