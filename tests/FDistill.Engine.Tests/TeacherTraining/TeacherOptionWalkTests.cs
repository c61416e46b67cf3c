using FDistill.Engine.Contracts;
using FDistill.Engine.DryRuns;
using FDistill.Engine.TeacherTraining;
using FDistill.Engine.TeacherTraining.Augmentation;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.TeacherTraining;

/// <summary>Walks all options of a teacher's training: each value at an end of its range is refused
/// with a reason, or changes the run, or is said to have no effect, and then has none.</summary>
public sealed class TeacherOptionWalkTests
{
    private const int Iterations = 4;

    /// <summary>What the walk does not ask, and why.</summary>
    private static readonly Dictionary<string, string> Left = new()
    {
        ["teacherTraining.iterations"] = "the walk's runs are of a few iterations, whatever the run is to have",
    };

    /// <summary>Values that change nothing here for a reason that is no
    /// other option's, and those that no machine could run.</summary>
    private static readonly Dictionary<(string Key, object Value), string> Excused = new()
    {
        [("teacherTraining.batch", 1 << 20)] = "takes minutes, and much memory",
        [("teacherTraining.augmentation.flipHorizontally", double.MaxValue)] = "every sample is chosen with the default too",
        [("teacherTraining.optimizer.clipNorm", 0.0)] = "no gradient here is longer than the default",
        [("teacherTraining.optimizer.clipNorm", double.MaxValue)] = "the same",
    };

    /// <summary>Values inside a range of whose ends none acts.</summary>
    private static readonly Dictionary<string, object> Acting = new() { ["teacherTraining.optimizer.clipNorm"] = 1e-3 };

    public static TheoryData<string> Augmenting => [.. Places.Select(row => row.Data).Where(key => key.Contains(".augmentation.", StringComparison.Ordinal) && !key.EndsWith(".probability", StringComparison.Ordinal))];

    public static TheoryData<string> Places => [.. OptionPlace.Of<TeacherTrainingOptions>("teacherTraining").Select(place => place.Key).Where(key => !Left.ContainsKey(key))];

    [Theory]
    [MemberData(nameof(Places))]
    public void An_option_at_the_ends_of_its_range_acts_or_is_refused_or_is_said_to_have_no_effect(string key) => Walk(key, Base);

    [Theory]
    [MemberData(nameof(Augmenting))]
    public void Without_augmentation_every_option_of_it_is_said_to_have_no_effect(string key) => Walk(key, () => new TeacherTrainingOptions { Iterations = Iterations, Batch = 8 });

    private static void Walk(string key, Func<TeacherTrainingOptions> make)
    {
        var place = OptionPlace.Of<TeacherTrainingOptions>("teacherTraining").Single(candidate => candidate.Key == key);
        var standing = Run(make()).State;
        Assert.NotNull(standing);
        IReadOnlyList<object> values = [.. place.Values(place.Get(make())).Concat(Acting.TryGetValue(key, out var acting) ? [acting] : []).Where(value => !Excused.ContainsKey((key, value)))];
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            var options = make();
            place.Set(options, value);
            var (state, refusal) = Run(options);
            if (refusal is not null)
                Assert.True(refusal.Contains(key.Split('.')[^1], StringComparison.OrdinalIgnoreCase) || refusal.Contains("not finite", StringComparison.Ordinal), $"{key} = {value} is refused without its name: {refusal}");
            else if (IdleOptions.Of(options).Any(idle => idle.Key == key)) Assert.True(standing == state, $"{key} = {value} is said to have no effect, and has one");
            else Assert.True(standing != state, $"{key} = {value} changes nothing, and nothing says so");
        }
    }

    private static TeacherTrainingOptions Base() => new()
    {
        Iterations = Iterations, Batch = 8, Augmentation = { Probability = 0.5 }, LabelDropout = 0.1, Optimizer = new() { LearningRate = 1e-2, ClipNorm = 1 },
    };

    private static (string? State, string? Refusal) Run(TeacherTrainingOptions options)
    {
        if (OptionPlace.MistakesOf(options) is [var mistake, ..]) return (null, mistake);
        try
        {
            using var scope = NewDisposeScope();
            var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 3);
            var augmentLabels = options.Augmentation.Probability > 0 ? new Augmentations(options.Augmentation).Labels : 0;
            using var teacher = new EdmTeacher(
                new EdmTeacherOptions
                {
                    Architecture = new() { Resolution = 4, Channels = 1, Labels = 4, AugmentLabels = augmentLabels, ModelChannels = 8, ChannelMultipliers = [1, 2], Blocks = 1, AttentionResolutions = [] },
                },
                environment, new SafetensorsFiles());
            using var trainer = new TeacherTrainer(teacher, new QuadrantDataset(), options, environment, new SingleProcess());
            for (var turn = 0; turn < Iterations; turn++) Assert.All(trainer.Iterate().Values, pair => Assert.True(double.IsFinite(pair.Value), pair.Key));
            var files = trainer.Save().Files;
            return (string.Join(' ', files["teacher"].Concat(files["average"]).SelectMany(pair => pair.Value.Floats()).Select(number => number.ToString("R"))), null);
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException or NonFiniteException or BrokenContractException)
        {
            return (null, exception.Message);
        }
    }
}
