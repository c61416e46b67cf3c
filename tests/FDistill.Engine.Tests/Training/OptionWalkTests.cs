using FDistill.Engine.Contracts;
using FDistill.Engine.DryRuns;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>
/// Walks all options of a training, alone and in pairs: each value is refused with
/// a reason, or changes the run, or is said to have no effect, and then has none.
/// </summary>
public sealed class OptionWalkTests
{
    private const int Iterations = 6;

    /// <summary>What the walk does not ask, and why.</summary>
    private static readonly Dictionary<string, string> Left = new()
    {
        ["training.iterations"] = "the walk's runs are of a few iterations, whatever the run is to have",
        ["training.gradientCheckpointing"] = "the networks of points are too small to have it; refused by name, see PreconditioningTests",
        ["training.discriminator.features"] = "features of points depend on x_t and t alone; DiscriminatorTests compare the sources",
        ["training.discriminator.featureLossWeight"] = "features of points send no gradient to a network; DiscriminatorTests measure the share",
        ["training.guidance"] = "points have no empty condition: refused by name, see DistillerTests",
    };

    /// <summary>Values that change nothing here for a reason that is no
    /// other option's, and those that no machine could run.</summary>
    private static readonly Dictionary<(string Key, object Value), string> Excused = new()
    {
        [("training.batch", 1 << 20)] = "takes minutes, and much memory",
        [("training.accumulation", int.MaxValue)] = "no time is enough for it",
        [("training.scoreClipping.norm", double.MaxValue)] = "cuts nothing",
        [("training.scoreClipping.elements", double.MaxValue)] = "cuts nothing",
        [("training.student.clipNorm", double.MaxValue)] = "no gradient is longer, as none is longer than the default",
        [("training.fakeScore.clipNorm", double.MaxValue)] = "the same",
        [("training.head.clipNorm", double.MaxValue)] = "the same",
        [("training.student.clipNorm", 0.0)] = "the same: 0 cuts nothing either",
        [("training.fakeScore.clipNorm", 0.0)] = "the same",
        [("training.head.clipNorm", 0.0)] = "the same",
        [("training.head.clipNorm", 1.0)] = "the same",
        [("training.ratio.logClamp", 1.0)] = "no log r here is beyond it",
        [("training.ratio.upper", double.MaxValue)] = "no ratio here reaches the default's 20",
        [("training.ratio.lower", 1e-300)] = "no ratio here reaches the default's 0.1",
    };

    /// <summary>Pairs of which the second changes nothing here for a reason that the run's shortness makes.</summary>
    private static readonly Dictionary<(string Key, string Other), string> ExcusedPairs = new()
    {
        [("training.student.epsilon", "training.student.kind")] = "the first five steps of RAdam use no second moment, and these runs have three",
        [("training.student.beta2", "training.student.kind")] = "the same",
        [("training.head.epsilon", "training.head.kind")] = "the same",
    };

    /// <summary>One value of each option that acts by itself, for the pairs.</summary>
    private static readonly Dictionary<string, object> Acting = new()
    {
        ["training.batch"] = 12, ["training.accumulation"] = 2, ["training.studentSteps"] = 2, ["training.studentEvery"] = 3, ["training.fakeScoreInEveryTurn"] = true,
        ["training.matchingWeight"] = 0.5, ["training.adversarialWeight"] = 0.0, ["training.normalizeWeight"] = false, ["training.diagnostics"] = false, ["training.denoising"] = DenoisingError.Noise,
        ["training.scoreClipping.norm"] = 0.5, ["training.scoreClipping.elements"] = 0.5,
        ["training.ratio.logClamp"] = 0.01, ["training.ratio.lower"] = 0.999, ["training.ratio.upper"] = 1.001, ["training.ratio.normalize"] = false, ["training.ratio.bins"] = 3,
        ["training.ratio.binning"] = Binning.Draws, ["training.ratio.emaRate"] = 0.5, ["training.ratio.shrinkage"] = 1.0,
        ["training.discriminator.sameNoise"] = true,
        ["training.gradientPenalty.gamma"] = 0.0, ["training.gradientPenalty.form"] = GradientPenaltyForm.Exact, ["training.gradientPenalty.alpha"] = 0.5,
        ["training.student.kind"] = OptimizerKind.RAdam, ["training.student.learningRate"] = 0.05, ["training.student.beta1"] = 0.5, ["training.student.beta2"] = 0.8, ["training.student.epsilon"] = 1e-2,
        ["training.student.weightDecay"] = 0.5, ["training.student.clipNorm"] = 1e-3, ["training.student.schedule.shape"] = LearningRateShape.Linear, ["training.student.schedule.warmUp"] = 5L,
        ["training.student.schedule.decayFrom"] = 2L, ["training.student.schedule.finalShare"] = 0.5,
        ["training.averages[0].form"] = EmaForm.Power, ["training.averages[0].decay"] = 0.2, ["training.averages[0].warmUp"] = false, ["training.averages[0].start"] = 5L,
        ["training.fakeScore.learningRate"] = 0.0, ["training.fakeScore.beta1"] = 0.5, ["training.fakeScore.clipNorm"] = 1e-3, ["training.fakeScore.schedule.warmUp"] = 5L,
        ["training.head.learningRate"] = 0.0, ["training.head.weightDecay"] = 0.5, ["training.head.epsilon"] = 1e-2, ["training.head.kind"] = OptimizerKind.RAdam,
        ["training.averages[0].gamma"] = 2.0, ["training.averages[0].halfLife"] = 0.01, ["training.averages[0].rampUp"] = 0.5,
    };

    public static TheoryData<string> Singles => [.. OptionPlace.All.Select(place => place.Key).Where(key => !Left.ContainsKey(key))];

    public static TheoryData<string> Paired => [.. Acting.Keys];

    [Fact]
    public void Every_option_is_walked_or_left_out_for_a_reason()
    {
        var keys = OptionPlace.All.Select(place => place.Key).ToHashSet();
        Assert.Subset(keys, Left.Keys.Concat(Acting.Keys).Concat(Excused.Keys.Select(pair => pair.Key)).ToHashSet());
        Assert.Equal(keys.Order(), Singles.Select(row => row.Data).Concat(Left.Keys).Order());
        Assert.All(Singles.Select(row => row.Data), key => Assert.True(Acting.ContainsKey(key) || key.StartsWith("training.fakeScore.", StringComparison.Ordinal) || key.StartsWith("training.head.", StringComparison.Ordinal), key));
    }

    [Theory]
    [MemberData(nameof(Singles))]
    public void An_option_at_the_ends_of_its_range_acts_or_is_refused_or_is_said_to_have_no_effect(string key)
    {
        var place = Place(key);
        var values = place.Values(place.Get(Base())).Concat(Acting.TryGetValue(key, out var acting) ? [acting] : []).Where(value => !Excused.ContainsKey((key, value)));
        foreach (var value in values)
        {
            var options = Base();
            place.Set(options, value);
            var outcome = Outcome.Of(options);
            if (outcome.Refusal is { } refusal)
                Assert.True(Names(refusal, key) || refusal.Contains("not finite", StringComparison.Ordinal), $"{key} = {value} is refused without its name: {refusal}");
            else if (IsIdle(options, key)) Assert.Equal(Standing.State, outcome.State);
            else Assert.True(Standing.State != outcome.State, $"{key} = {value} changes nothing, and nothing says so");
        }
    }

    [Theory]
    [MemberData(nameof(Paired))]
    public void An_option_beside_another_acts_or_is_refused_or_is_said_to_have_no_effect(string key)
    {
        foreach (var other in Acting.Keys.SkipWhile(candidate => candidate != key).Skip(1))
        {
            var (first, second, both) = (With(key), With(other), With(key, other));
            var outcome = Outcome.Of(both);
            if (outcome.Refusal is { } refusal)
            {
                Assert.True(Names(refusal, key) || Names(refusal, other), $"{key} and {other} are refused without their names: {refusal}");
                continue;
            }

            Check(IsIdle(both, key), Single(other, second), outcome, key, other);
            Check(IsIdle(both, other), Single(key, first), outcome, other, key);
        }
    }

    private static readonly Lazy<Outcome> StandingOutcome = new(() => Outcome.Of(Base()));

    private static readonly Dictionary<string, Outcome> Known = [];

    private static Outcome Standing => StandingOutcome.Value;

    /// <summary>A run in which as much as possible acts.</summary>
    private static TrainingOptions Base() => new()
    {
        Iterations = Iterations, Batch = 8, StudentEvery = 2, AdversarialWeight = 0.1, Averages = [new()],
        Student = new() { LearningRate = 1e-2 }, FakeScore = new() { LearningRate = 1e-2 }, Head = new() { LearningRate = 1e-2 },
    };

    private static TrainingOptions With(params ReadOnlySpan<string> keys)
    {
        var options = Base();
        foreach (var key in keys) Place(key).Set(options, Acting[key]);
        return options;
    }

    private static OptionPlace Place(string key) => OptionPlace.All.Single(place => place.Key == key);

    private static Outcome Single(string key, TrainingOptions options) => Known.TryGetValue(key, out var outcome) ? outcome : Known[key] = Outcome.Of(options);

    private static void Check(bool isIdle, Outcome without, Outcome both, string key, string other)
    {
        if (without.Refusal is not null || ExcusedPairs.ContainsKey((key, other))) return;
        if (isIdle) Assert.True(without.State == both.State, $"{key} is said to have no effect beside {other}, and has one");
        else Assert.True(without.State != both.State, $"{key} changes nothing beside {other}, and nothing says so");
    }

    private static bool IsIdle(TrainingOptions options, string key) =>
        IdleOptions.Of(options).Any(idle => idle.Key == key);

    private static bool Names(string refusal, string key) => refusal.Contains(key.Split('.')[^1], StringComparison.OrdinalIgnoreCase);

    /// <summary>What became of a run: its state, or why it was refused.</summary>
    private sealed record Outcome(string? State, string? Refusal)
    {
        public static Outcome Of(TrainingOptions options)
        {
            if (OptionPlace.Mistakes(options) is [var mistake, ..]) return new(null, mistake);
            try
            {
                using var scope = NewDisposeScope();
                using var run = new TwoModes(training => Take(options, training), divergence: new JensenShannon());
                var reports = run.Iterate(Iterations);
                var measures = reports.SelectMany(report => report.Values.Where(pair => pair.Key != Measures.LearningRate).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value:R}"));
                Assert.All(reports.SelectMany(report => report.Values), pair => Assert.True(double.IsFinite(pair.Value), pair.Key));
                var averages = run.Distiller.Student.Averages[0].At(Iterations).SelectMany(pair => pair.Value.Floats());
                return new(string.Join(' ', [.. run.Weights().Concat(averages).Select(number => number.ToString("R")), .. measures]), null);
            }
            catch (Exception exception) when (exception is ArgumentException or ArithmeticException or NonFiniteException or BrokenContractException)
            {
                return new(null, exception.Message);
            }
        }

        private static void Take(TrainingOptions from, TrainingOptions to)
        {
            foreach (var property in typeof(TrainingOptions).GetProperties().Where(property => property.CanWrite)) property.SetValue(to, property.GetValue(from));
        }
    }
}
