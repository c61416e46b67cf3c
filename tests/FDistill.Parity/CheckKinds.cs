using FDistill.Parity.Checkpoints;
using FDistill.Parity.Checks;
using FDistill.Parity.Clip;
using FDistill.Parity.Edm;
using FDistill.Parity.Fullsize;
using FDistill.Parity.Heads;
using FDistill.Parity.Images;
using FDistill.Parity.Metrics;
using FDistill.Parity.Noise;
using FDistill.Parity.Objective;
using FDistill.Parity.Sampling;
using FDistill.Parity.StableDiffusion;
using FDistill.Parity.Training;

namespace FDistill.Parity;

/// <summary>All kinds of checks: each is one class.</summary>
internal static class CheckKinds
{
    private static readonly ICheckKind[] Direct =
    [
        new NetworkKind(),
        new PreconditioningKind(),
        new BlockKind(),
        new LayerKind(),
        new EdmLossKind(),
        new EdmScheduleKind(),
        new EdmSamplerKind(),
        new WeightKind(),
        new MatchingLossKind(),
        new AdversarialLossKind(),
        new DenoisingLossKind(),
        new ScheduleKind(),
        new DiscriminatorKind(),
        new StudentUpdateKind(),
        new FakeUpdateKind(),
        new StudentSamplerKind(),
        new OptimizerKind(),
        new EmaDecayKind(),
        new FrechetKind(),
        new PrecisionRecallKind(),
        new CheckpointKind(),
        new InceptionKind(),
        new ResizeKind(),
        new UNetKind(),
        new AutoencoderKind(),
        new TextEncoderKind(),
        new SchedulerKind(),
        new SamplerKind(),
        new TokenizerKind(),
        new ClipScoreKind(),
        new InBatchSimilarityKind(),
        new ClipKind(),
        new OpenClipKind(),
        new DinoKind(),
    ];

    /// <summary>The kinds by name.</summary>
    public static IReadOnlyDictionary<string, ICheckKind> All { get; } =
        Direct.Append(new FullsizeKind(Direct)).ToDictionary(kind => kind.Name);
}
