using FDistill.Divergences;
using FDistill.Engine.ClassifierTraining;
using FDistill.Engine.Objective;
using FDistill.Engine.TeacherTraining;
using FDistill.Engine.TeacherTraining.Augmentation;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Plugins;
using static System.FormattableString;
using static TorchSharp.torch;

namespace FDistill.Engine.DryRuns;

/// <summary>Finds options that were set away from their defaults and have no effect, because of
/// others. A study that switches a part off need not take its options out, but hears of it.</summary>
public static class IdleOptions
{
    private static readonly IReadOnlyList<IdleRule<TrainingOptions>> Rules =
    [
        .. Unmatched("ratio.normalize", options => options.Ratio.Normalize), .. Unmatched("ratio.logClamp", options => options.Ratio.LogClamp),
        .. Unmatched("ratio.lower", options => options.Ratio.Lower), .. Unmatched("ratio.upper", options => options.Ratio.Upper),
        .. Unmatched("ratio.bins", options => options.Ratio.Bins), .. Unmatched("ratio.binning", options => options.Ratio.Binning),
        .. StageOne("ratio.emaRate", options => options.Ratio.EmaRate), .. StageOne("ratio.shrinkage", options => options.Ratio.Shrinkage),
        .. Unmatched("normalizeWeight", options => options.NormalizeWeight), .. Unmatched("guidance", options => options.Guidance),
        .. Unmatched("scoreClipping.norm", options => options.ScoreClipping.Norm), .. Unmatched("scoreClipping.elements", options => options.ScoreClipping.Elements),
        .. Unmatched("diagnostics", options => options.Diagnostics),
        new("ratio.logClamp", options => options.Ratio.LogClamp, options => options.Ratio.LogClamp >= Math.Max(-Math.Log(options.Ratio.Lower), Math.Log(options.Ratio.Upper)),
            "training.ratio.lower and upper are tighter"),
        new("ratio.lower", options => options.Ratio.Lower, options => -Math.Log(options.Ratio.Lower) >= options.Ratio.LogClamp, "training.ratio.logClamp is tighter"),
        new("ratio.upper", options => options.Ratio.Upper, options => Math.Log(options.Ratio.Upper) >= options.Ratio.LogClamp, "training.ratio.logClamp is tighter"),
        new("scoreClipping.norm", options => options.ScoreClipping.Norm, options => options.ScoreClipping.Elements > 0 && options.ScoreClipping.Norm >= options.ScoreClipping.Elements,
            "no score whose elements are cut to training.scoreClipping.elements is longer"),
        new("ratio.binning", options => options.Ratio.Binning, options => options.Ratio.Bins == 1, "there is one bin"),
        new("ratio.shrinkage", options => options.Ratio.Shrinkage, options => options.Ratio.Bins == 1, "there is one bin, whose average is that of all samples"),
        new("gradientPenalty.form", options => options.GradientPenalty.Form, options => options.GradientPenalty.Gamma == 0, "training.gradientPenalty.gamma is 0"),
        new("gradientPenalty.alpha", options => options.GradientPenalty.Alpha, options => options.GradientPenalty.Gamma == 0, "training.gradientPenalty.gamma is 0"),
        new("gradientPenalty.alpha", options => options.GradientPenalty.Alpha, options => options.GradientPenalty.Form is GradientPenaltyForm.Exact or GradientPenaltyForm.Features,
            "training.gradientPenalty.form is computed without a perturbation"),
        new("discriminator.featureLossWeight", options => options.Discriminator.FeatureLossWeight, options => options.Discriminator.Features != FeatureSource.FakeScoreTrained,
            "training.discriminator.features is not fakeScoreTrained"),
        .. Optimizer<TrainingOptions>("training", "student", options => options.Student, options => options.Iterations),
        .. Optimizer<TrainingOptions>("training", "fakeScore", options => options.FakeScore, options => options.Iterations),
        .. Optimizer<TrainingOptions>("training", "head", options => options.Head, options => options.Iterations),
    ];

    private static readonly IReadOnlyList<IdleRule<TrainingOptions>> ConstantWeightRules =
    [
        .. Rules.Where(rule => rule.Key.StartsWith("ratio.", StringComparison.Ordinal)).DistinctBy(rule => rule.Key)
            .Select(rule => rule with { IsIdle = _ => true, Reason = "the divergence's h is the same for every ratio" }),
    ];

    private static readonly IReadOnlyList<IdleRule<TeacherTrainingOptions>> TeacherRules =
    [
        .. Optimizer<TeacherTrainingOptions>("teacherTraining", "optimizer", options => options.Optimizer, options => options.Iterations),
        Unaugmented("flipHorizontally", augmentation => augmentation.FlipHorizontally), Unaugmented("flipVertically", augmentation => augmentation.FlipVertically),
        Unaugmented("quarterTurns", augmentation => augmentation.QuarterTurns), Unaugmented("shiftByPixels", augmentation => augmentation.ShiftByPixels),
        Unaugmented("scale", augmentation => augmentation.Scale), Unaugmented("rotate", augmentation => augmentation.Rotate),
        Unaugmented("stretch", augmentation => augmentation.Stretch), Unaugmented("shift", augmentation => augmentation.Shift),
        .. Strength("shiftByPixelsLimit", augmentation => augmentation.ShiftByPixelsLimit, "shiftByPixels", augmentation => augmentation.ShiftByPixels),
        .. Strength("scaleDeviation", augmentation => augmentation.ScaleDeviation, "scale", augmentation => augmentation.Scale),
        .. Strength("rotateLimit", augmentation => augmentation.RotateLimit, "rotate", augmentation => augmentation.Rotate),
        .. Strength("stretchDeviation", augmentation => augmentation.StretchDeviation, "stretch", augmentation => augmentation.Stretch),
        .. Strength("stretchAnyDirection", augmentation => augmentation.StretchAnyDirection, "stretch", augmentation => augmentation.Stretch),
        .. Strength("shiftDeviation", augmentation => augmentation.ShiftDeviation, "shift", augmentation => augmentation.Shift),
    ];

    private static readonly IReadOnlyList<IdleRule<ClassifierTrainingOptions>> ClassifierRules =
        Optimizer<ClassifierTrainingOptions>("classifierTraining", "optimizer", options => options.Optimizer, options => options.Iterations);

    private static readonly IReadOnlyList<IdleRule<AverageInRun>> AverageRules =
    [
        Average("decay", average => average.Decay, EmaForm.Constant), Average("warmUp", average => average.WarmUp, EmaForm.Constant), Average("gamma", average => average.Gamma, EmaForm.Power),
        Average("halfLife", average => average.HalfLife, EmaForm.HalfLife), Average("rampUp", average => average.RampUp, EmaForm.HalfLife),
        new("decay", of => of.Average.Decay, of => of.Average is { Form: EmaForm.Constant, WarmUp: true } && (1.0 + of.Iterations) / (10 + of.Iterations) <= of.Average.Decay,
            "the warm-up keeps β below it to the end of the run"),
        new("start", of => of.Average.Start, of => of.Average.Start / of.Every <= (of.Average is { Form: EmaForm.Constant, WarmUp: true } ? 1 : 0),
            "the network has no update by then, or the one that the warm-up begins at"),
    ];

    /// <summary>Finds them.</summary>
    /// <param name="options">How the student is trained.</param>
    /// <returns>Of each its key in a run file, and why it has no effect.</returns>
    public static IReadOnlyList<IdleOption> Of(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. IdleRule<TrainingOptions>.Found(Rules, "training", options, new()),
            .. options.Averages.Index().SelectMany(listed => OfAverage(Invariant($"training.averages[{listed.Index}]"), listed.Item, new(), options.Iterations, options.StudentEvery)),
        ];
    }

    /// <summary>Finds those that have none beside a divergence: where its h is the same for
    /// every ratio, as reverse-KL's, nothing of the ratio reaches the student by it.</summary>
    /// <param name="options">How the student is trained.</param>
    /// <param name="divergence">What is minimised.</param>
    /// <param name="device">Where it computes.</param>
    /// <returns>As above, those above included.</returns>
    public static IReadOnlyList<IdleOption> Of(TrainingOptions options, IDivergence divergence, Device device)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        var idle = Of(options);
        if (!ConstantWeight.Is(divergence, options.Ratio, device)) return idle;
        return [.. idle.Concat(IdleRule<TrainingOptions>.Found(ConstantWeightRules, "training", options, new())).DistinctBy(option => option.Key)];
    }

    /// <summary>Finds those of a teacher's training.</summary>
    /// <param name="options">How the teacher is trained.</param>
    /// <returns>Of each its key in a run file, and why it has no effect.</returns>
    public static IReadOnlyList<IdleOption> Of(TeacherTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var defaults = new TeacherTrainingOptions();
        return
        [
            .. IdleRule<TeacherTrainingOptions>.Found(TeacherRules, "teacherTraining", options, defaults),
            .. OfAverage("teacherTraining.average", options.Average, defaults.Average, options.Iterations, every: 1),
        ];
    }

    /// <summary>Finds those of a classifier's training.</summary>
    /// <param name="options">How the classifier is trained.</param>
    /// <returns>Of each its key in a run file, and why it has no effect.</returns>
    public static IReadOnlyList<IdleOption> Of(ClassifierTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. IdleRule<ClassifierTrainingOptions>.Found(ClassifierRules, "classifierTraining", options, new())];
    }

    private static IEnumerable<IdleOption> OfAverage(string section, EmaOptions average, EmaOptions defaults, long iterations, int every) =>
        IdleRule<AverageInRun>.Found(AverageRules, section, new(average, iterations, every), new(defaults, iterations, every));

    /// <summary>An option of what is computed for distribution matching alone.</summary>
    private static IdleRule<TrainingOptions>[] Unmatched(string key, Func<TrainingOptions, object> value) =>
        [new(key, value, options => options.MatchingWeight == 0, "training.matchingWeight is 0")];

    private static IdleRule<TrainingOptions>[] StageOne(string key, Func<TrainingOptions, object> value) =>
        [.. Unmatched(key, value), new(key, value, options => !options.Ratio.Normalize, "training.ratio.normalize is false")];

    private static IdleRule<T>[] Optimizer<T>(string section, string network, Func<T, OptimizerOptions> optimizer, Func<T, long> iterations)
    {
        IdleRule<T> Unlearned(string key, Func<OptimizerOptions, object> value) =>
            new($"{network}.{key}", options => value(optimizer(options)), options => optimizer(options).LearningRate == 0, $"{section}.{network}.learningRate is 0");
        IdleRule<T> Schedule(string key, Func<LearningRateOptions, object> value, Func<LearningRateOptions, T, bool> isIdle, string reason) =>
            new($"{network}.schedule.{key}", options => value(optimizer(options).Schedule), options => isIdle(optimizer(options).Schedule, options), reason);
        bool IsConstant(LearningRateOptions schedule, T _) => schedule.Shape == LearningRateShape.Constant;
        bool EndsBefore(LearningRateOptions schedule, T options) => schedule.DecayFrom >= iterations(options);
        return
        [
            Unlearned("kind", options => options.Kind), Unlearned("beta1", options => options.Beta1), Unlearned("beta2", options => options.Beta2),
            Unlearned("epsilon", options => options.Epsilon), Unlearned("weightDecay", options => options.WeightDecay), Unlearned("clipNorm", options => options.ClipNorm),
            Unlearned("schedule.shape", options => options.Schedule.Shape), Unlearned("schedule.warmUp", options => options.Schedule.WarmUp),
            Unlearned("schedule.decayFrom", options => options.Schedule.DecayFrom), Unlearned("schedule.finalShare", options => options.Schedule.FinalShare),
            Schedule("warmUp", schedule => schedule.WarmUp, (schedule, _) => schedule.WarmUp == 1, "a warm-up of one iteration is none"),
            Schedule("decayFrom", schedule => schedule.DecayFrom, IsConstant, "the schedule's shape is constant"),
            Schedule("finalShare", schedule => schedule.FinalShare, IsConstant, "the schedule's shape is constant"),
            Schedule("shape", schedule => schedule.Shape, EndsBefore, "the run ends before decayFrom"),
            Schedule("finalShare", schedule => schedule.FinalShare, EndsBefore, "the run ends before decayFrom"),
            Schedule("decayFrom", schedule => schedule.DecayFrom, (schedule, options) => !IsConstant(schedule, options) && EndsBefore(schedule, options), "the run ends before it"),
        ];
    }

    private static IdleRule<AverageInRun> Average(string key, Func<EmaOptions, object> value, EmaForm form) =>
        new(key, of => value(of.Average), of => of.Average.Form != form, $"it belongs to the form {char.ToLowerInvariant(form.ToString()[0])}{form.ToString()[1..]}");

    private static IdleRule<TeacherTrainingOptions> Unaugmented(string key, Func<AugmentationOptions, object> value) =>
        new($"augmentation.{key}", options => value(options.Augmentation), options => options.Augmentation.Probability == 0, "teacherTraining.augmentation.probability is 0");

    /// <summary>How strong a kind of augmentation is.</summary>
    private static IdleRule<TeacherTrainingOptions>[] Strength(string key, Func<AugmentationOptions, object> value, string kind, Func<AugmentationOptions, double> share) =>
        [Unaugmented(key, value), new($"augmentation.{key}", options => value(options.Augmentation), options => share(options.Augmentation) == 0, $"teacherTraining.augmentation.{kind} is 0")];

    /// <summary>An average of a network that is updated in every n-th iteration of a run.</summary>
    private sealed record AverageInRun(EmaOptions Average, long Iterations, int Every);
}
