using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Plugins;

namespace FDistill.Engine.Training;

/// <summary>The <c>training</c> section of a run file.</summary>
public sealed class TrainingOptions : IValidatableObject
{
    /// <summary>Iterations of the loop. (paper, Table 5: 60k on CIFAR-10)</summary>
    [Range(1, long.MaxValue)]
    public long Iterations { get; set; } = 60_000;

    /// <summary>Samples in a batch of one process, at most 2²⁰; more are several micro-batches,
    /// see <see cref="Accumulation"/>. (paper, Table 5: 2048 in all on CIFAR-10)</summary>
    [Range(1, 1 << 20)]
    public int Batch { get; set; } = 64;

    /// <summary>
    /// Micro-batches whose gradients are summed up into one update. Both stages
    /// of the normalisation are over all of them, so that k batches of n samples
    /// make the update of one of k n; of all but one, the student's pass is made twice. (house: 1)
    /// </summary>
    [Range(1, int.MaxValue)]
    public int Accumulation { get; set; } = 1;

    /// <summary>
    /// Whether the networks keep a few results of a pass only and compute the others
    /// again in the backward pass: less memory, a third more time, the same gradients.
    /// (house: off; DMD2 on SDXL: on)
    /// </summary>
    public bool GradientCheckpointing { get; set; }

    /// <summary>Network evaluations that make one of the student's samples. (paper: 1)</summary>
    [Range(1, 1000)]
    public int StudentSteps { get; set; } = 1;

    /// <summary>The student is updated in every n-th iteration. (paper, Table 5: 5; 10 for SD 1.5 on COYO)</summary>
    [Range(1, int.MaxValue)]
    public int StudentEvery { get; set; } = 5;

    /// <summary>Whether fake score and head are updated in the student's iterations too,
    /// as in DMD2; else its iteration replaces theirs. (FastGen: replaces)</summary>
    public bool FakeScoreInEveryTurn { get; set; }

    /// <summary>Weight of the distribution matching loss, Eq. 4;
    /// 0 leaves the adversarial loss alone. (paper: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double MatchingWeight { get; set; } = 1;

    /// <summary>λ_GAN, the weight of the student's adversarial loss; at 0 the
    /// head is still trained, for r. (paper, Table 5: 1e-3 on CIFAR-10)</summary>
    [Range(0.0, double.MaxValue)]
    public double AdversarialWeight { get; set; } = 1e-3;

    /// <summary>Scale g of classifier-free guidance of the teacher,
    /// D_∅ + g (D_c − D_∅). (paper, Table 5: 1 on CIFAR-10)</summary>
    [Range(0.0, double.MaxValue)]
    public double Guidance { get; set; } = 1;

    /// <summary>How far the teacher's score, guided, may go. (paper,
    /// Appendix D.5: needed at a guidance of 8 on SD 1.5)</summary>
    public ScoreClippingOptions ScoreClipping { get; set; } = new();

    /// <summary>Whether h is divided by its mean over the update, stage 2. (paper: yes)</summary>
    public bool NormalizeWeight { get; set; } = true;

    /// <summary>Clamps of the density ratio and its normalisation, stage 1.</summary>
    public RatioOptions Ratio { get; set; } = new();

    /// <summary>What the discriminator looks at.</summary>
    public DiscriminatorOptions Discriminator { get; set; } = new();

    /// <summary>R1 of the head.</summary>
    public GradientPenaltyOptions GradientPenalty { get; set; } = new();

    /// <summary>
    /// Whether every iteration of the student also reports its health: the head's calibration,
    /// the loss by noise level, how the gradients of the two losses agree, whether the
    /// fake score keeps up. It costs next to nothing, and changes no bit of the run. (house: yes)
    /// </summary>
    public bool Diagnostics { get; set; } = true;

    /// <summary>What the fake score's denoising loss takes the squared error
    /// of. (FastGen on EDM: x_0; DMD2 on SD 1.5 and SDXL: the noise)</summary>
    public DenoisingError Denoising { get; set; } = DenoisingError.Sample;

    /// <summary>How the student learns.</summary>
    public OptimizerOptions Student { get; set; } = new();

    /// <summary>How the fake score learns.</summary>
    public OptimizerOptions FakeScore { get; set; } = new();

    /// <summary>How the head learns.</summary>
    public OptimizerOptions Head { get; set; } = new();

    /// <summary>Averages of the student; the first is the one that evaluation
    /// takes. Without any, one of <see cref="EmaOptions"/>' defaults.</summary>
    public IList<EmaOptions> Averages { get; set; } = [];

    /// <summary>
    /// A run, or one of its checkpoints, whose student, fake score and head this
    /// run starts from: weights only, of a run its newest. None by default.
    /// (paper: a reverse-KL run's, for text-to-image)
    /// </summary>
    [FilePath]
    public string? WarmStart { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MatchingWeight == 0 && AdversarialWeight == 0)
            yield return new("matchingWeight and adversarialWeight are both 0: the student would learn nothing; give one of them a positive value",
                [nameof(MatchingWeight), nameof(AdversarialWeight)]);
        if (StudentEvery == 1 && !FakeScoreInEveryTurn)
            yield return new("studentEvery is 1: every iteration is the student's, and fake score and head never learn; set studentEvery to 2 or more, or fakeScoreInEveryTurn to true", [nameof(StudentEvery)]);
        if (Student.LearningRate == 0)
            yield return new("learningRate of the student is 0: it would learn nothing; give it a positive value", [nameof(Student)]);
        if (Ratio is { Normalize: true, Shrinkage: 0, Bins: > 1 } && Ratio.Bins * RatioOptions.FewestSamples > (long)Batch * Accumulation)
            yield return new($"ratio.shrinkage is 0, and ratio.bins {Ratio.Bins} with {(long)Batch * Accumulation} samples of an update (batch x accumulation) are fewer than {RatioOptions.FewestSamples} a bin: "
                + "a sample over its own average is 1, and h the same for all; use a larger shrinkage, fewer bins or more samples", [nameof(Ratio)]);
        if (GradientCheckpointing && GradientPenalty is { Gamma: > 0, Form: GradientPenaltyForm.Exact })
            yield return new("gradientCheckpointing has first derivatives only, and gradientPenalty.form 'exact' needs second ones; choose another form, or set gradientCheckpointing to false",
                [nameof(GradientCheckpointing)]);
        if (Discriminator.Features == FeatureSource.FakeScoreTrained && GradientPenalty is { Gamma: > 0, Form: GradientPenaltyForm.Exact })
            yield return new(
                "discriminator.features 'fakeScoreTrained' passes a share of the gradient to the fake score, and gradientPenalty.form 'exact' would count that share into the penalty; "
                + "choose the form 'perturbed', 'cleanImage' or 'features'",
                [nameof(Discriminator), nameof(GradientPenalty)]);
    }
}
