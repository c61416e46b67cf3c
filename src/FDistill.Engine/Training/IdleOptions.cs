using FDistill.Engine.Objective;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using static System.FormattableString;

namespace FDistill.Engine.Training;

/// <summary>Finds options that were set away from their defaults and have no effect, because of others. A study that switches a part off need not take its options out, but hears of it.</summary>
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
        .. Optimizer("student", options => options.Student), .. Optimizer("fakeScore", options => options.FakeScore), .. Optimizer("head", options => options.Head),
    ];

    private static readonly IReadOnlyList<IdleRule<(EmaOptions Average, TrainingOptions Training)>> AverageRules =
    [
        Average("decay", average => average.Decay, EmaForm.Constant), Average("warmUp", average => average.WarmUp, EmaForm.Constant), Average("gamma", average => average.Gamma, EmaForm.Power),
        Average("halfLife", average => average.HalfLife, EmaForm.HalfLife), Average("rampUp", average => average.RampUp, EmaForm.HalfLife),
        new("decay", of => of.Average.Decay, of => of.Average is { Form: EmaForm.Constant, WarmUp: true } && (1.0 + of.Training.Iterations) / (10 + of.Training.Iterations) <= of.Average.Decay,
            "the warm-up keeps β below it to the end of the run"),
        new("start", of => of.Average.Start, of => of.Average.Start / of.Training.StudentEvery <= (of.Average is { Form: EmaForm.Constant, WarmUp: true } ? 1 : 0),
            "the student has no update by then, or the one that the warm-up begins at"),
    ];

    /// <summary>Finds them.</summary>
    /// <param name="options">How the student is trained.</param>
    /// <returns>Of each its key in a run file, and why it has no effect.</returns>
    public static IReadOnlyList<IdleOption> Of(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (defaults, average) = (new TrainingOptions(), new EmaOptions());
        return
        [
            .. Rules.Where(rule => rule.Finds(options, defaults)).DistinctBy(rule => rule.Key).Select(rule => new IdleOption($"training.{rule.Key}", rule.Reason)),
            .. options.Averages.Index().SelectMany(listed => AverageRules.Where(rule => rule.Finds((listed.Item, options), (average, options))).DistinctBy(rule => rule.Key)
                .Select(rule => new IdleOption(Invariant($"training.averages[{listed.Index}].{rule.Key}"), rule.Reason))),
        ];
    }

    /// <summary>An option of what is computed for distribution matching alone.</summary>
    private static IdleRule<TrainingOptions>[] Unmatched(string key, Func<TrainingOptions, object> value) =>
        [new(key, value, options => options.MatchingWeight == 0, "training.matchingWeight is 0")];

    private static IdleRule<TrainingOptions>[] StageOne(string key, Func<TrainingOptions, object> value) =>
        [.. Unmatched(key, value), new(key, value, options => !options.Ratio.Normalize, "training.ratio.normalize is false")];

    private static IdleRule<TrainingOptions>[] Optimizer(string network, Func<TrainingOptions, OptimizerOptions> optimizer)
    {
        IdleRule<TrainingOptions> Schedule(string key, Func<LearningRateOptions, object> value, Func<LearningRateOptions, TrainingOptions, bool> isIdle, string reason) =>
            new($"{network}.schedule.{key}", options => value(optimizer(options).Schedule), options => isIdle(optimizer(options).Schedule, options), reason);
        bool IsConstant(LearningRateOptions schedule, TrainingOptions _) => schedule.Shape == LearningRateShape.Constant;
        bool EndsBefore(LearningRateOptions schedule, TrainingOptions options) => schedule.DecayFrom >= options.Iterations;
        return
        [
            Schedule("warmUp", schedule => schedule.WarmUp, (schedule, _) => schedule.WarmUp == 1, "a warm-up of one iteration is none"),
            Schedule("decayFrom", schedule => schedule.DecayFrom, IsConstant, "the schedule's shape is constant"),
            Schedule("finalShare", schedule => schedule.FinalShare, IsConstant, "the schedule's shape is constant"),
            Schedule("shape", schedule => schedule.Shape, EndsBefore, "the run ends before decayFrom"),
            Schedule("finalShare", schedule => schedule.FinalShare, EndsBefore, "the run ends before decayFrom"),
            Schedule("decayFrom", schedule => schedule.DecayFrom, (schedule, options) => !IsConstant(schedule, options) && EndsBefore(schedule, options), "the run ends before it"),
        ];
    }

    private static IdleRule<(EmaOptions Average, TrainingOptions Training)> Average(string key, Func<EmaOptions, object> value, EmaForm form) =>
        new(key, of => value(of.Average), of => of.Average.Form != form, $"it belongs to the form {char.ToLowerInvariant(form.ToString()[0])}{form.ToString()[1..]}");

    /// <summary>When an option has no effect.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="IsIdle">Whether it has no effect beside the others.</param>
    /// <param name="Reason">Why.</param>
    private sealed record IdleRule<T>(string Key, Func<T, object> Value, Func<T, bool> IsIdle, string Reason)
    {
        public bool Finds(T options, T defaults) => !Value(options).Equals(Value(defaults)) && IsIdle(options);
    }
}

/// <summary>An option without an effect.</summary>
/// <param name="Key">Its key in a run file.</param>
/// <param name="Reason">Why it has none.</param>
public sealed record IdleOption(string Key, string Reason);
