using FDistill.Engine.Checkpoints;
using FDistill.Engine.TeacherTraining;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Formats.Weights;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using FDistill.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.TeacherTraining;

public sealed class TeacherTrainerTests
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 3);

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.RAdam)]
    public void A_training_with_dropout_and_augmentation_that_was_put_down_goes_on_to_the_bit(OptimizerKind kind)
    {
        using var folder = new TemporaryFolder();
        using var teacher = Teacher();
        using var whole = Trainer(teacher, options => options.Optimizer.Kind = kind);
        Iterate(whole, 9);

        using (var first = Trainer(teacher, options => options.Optimizer.Kind = kind))
        {
            Iterate(first, 4);
            using var scope = NewDisposeScope();
            Checkpoints(folder).Write(first.Iteration, first.Save());
        }
        // Whatever else draws from the process's generator in between.
        manual_seed(99);
        using var second = Trainer(teacher, options => options.Optimizer.Kind = kind);
        using (var checkpoint = Checkpoints(folder).ReadNewest()) second.Load(checkpoint!.State);
        Iterate(second, 5);

        Assert.Equal(9, second.Iteration);
        Assert.Equal(State(whole), State(second));
    }

    [Fact]
    public void A_teacher_learns_what_its_samples_look_like()
    {
        using var teacher = Teacher(augmentLabels: 0);
        using var trainer = Trainer(teacher, options =>
        {
            (options.Augmentation.Probability, options.LabelDropout, options.Iterations, options.Batch) = (0, 0, 80, 32);
            options.Optimizer.LearningRate = 1e-2;
        });
        var losses = Iterate(trainer, 80).Select(report => report.Values[TeacherMeasures.DenoisingLoss]).ToList();
        Assert.True(losses.TakeLast(20).Average() < 0.7 * losses[0], string.Join(", ", losses));
    }

    [Fact]
    public void Augmented_samples_need_a_network_that_is_told_how()
    {
        using var teacher = Teacher(augmentLabels: 0);
        var error = Assert.Throws<ArgumentException>(() => Trainer(teacher));
        Assert.Contains("by 9 labels, the teacher's network takes 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("architecture.augmentLabels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Augmentation_changes_what_is_learned_and_nothing_that_is_drawn_otherwise()
    {
        using var teacher = Teacher();
        using var plain = Trainer(teacher, options => options.Augmentation.Probability = 0);
        using var augmented = Trainer(teacher);
        Iterate(plain, 3);
        Iterate(augmented, 3);
        using var scope = NewDisposeScope();
        var (a, b) = (plain.Save().Counters, augmented.Save().Counters);
        Assert.Equal(a.Where(pair => pair.Key != "draws.Augmentation"), b.Where(pair => pair.Key != "draws.Augmentation"));
        Assert.Equal((0, 3), (a["draws.Augmentation"], b["draws.Augmentation"]));
    }

    [Fact]
    public void Label_dropout_changes_what_is_learned_and_nothing_that_is_drawn_otherwise()
    {
        using var teacher = Teacher();
        using var plain = Trainer(teacher, options => options.LabelDropout = 0);
        using var dropping = Trainer(teacher, options => options.LabelDropout = 0.5);
        Iterate(plain, 3);
        Iterate(dropping, 3);
        using var scope = NewDisposeScope();
        var (a, b) = (plain.Save().Counters, dropping.Save().Counters);
        Assert.Equal(a.Where(pair => pair.Key != "draws.LabelDropout"), b.Where(pair => pair.Key != "draws.LabelDropout"));
        Assert.Equal((0, 3), (a["draws.LabelDropout"], b["draws.LabelDropout"]));
        Assert.NotEqual(State(plain), State(dropping));
    }

    [Fact]
    public void The_average_of_a_short_half_life_is_the_network_itself()
    {
        using var teacher = Teacher();
        using var trainer = Trainer(teacher, options => options.Average = new() { Form = EmaForm.HalfLife, HalfLife = 500, RampUp = 1e-9 });
        Iterate(trainer, 3);
        using var scope = NewDisposeScope();
        var state = trainer.Save();
        var weights = state.Files["teacher"].ToDictionary();
        Assert.All(state.Files["average"], pair => Assert.Equal(weights[pair.Key].Floats(), pair.Value.Floats()));
    }

    private static EdmTeacher Teacher(int augmentLabels = 9) => new(
        new EdmTeacherOptions
        {
            Architecture = new()
            {
                Resolution = 4,
                Channels = 1,
                Labels = 4,
                AugmentLabels = augmentLabels,
                ModelChannels = 8,
                ChannelMultipliers = [1, 2],
                Blocks = 1,
                AttentionResolutions = [2],
                Dropout = 0.2,
                LabelDropout = 0.1,
            },
        },
        Environment, new SafetensorsFiles());

    private static TeacherTrainer Trainer(EdmTeacher teacher, Action<TeacherTrainingOptions>? change = null)
    {
        var options = new TeacherTrainingOptions { Iterations = 20, Batch = 8, Augmentation = { Probability = 0.5 }, LabelDropout = 0.1 };
        options.Optimizer.Schedule = new() { WarmUp = 4 };
        change?.Invoke(options);
        return new(teacher, new QuadrantDataset(), options, Environment, new SingleProcess());
    }

    private static List<IterationReport> Iterate(TeacherTrainer trainer, int turns) => [.. Enumerable.Range(0, turns).Select(_ => trainer.Iterate())];

    private static CheckpointFolder Checkpoints(TemporaryFolder folder) =>
        new(folder.File("checkpoints"), new SafetensorsFiles(), NullLogger<CheckpointFolder>.Instance);

    private static IEnumerable<(string, byte[])> State(TeacherTrainer trainer)
    {
        using var scope = NewDisposeScope();
        return [.. from file in trainer.Save().Files from pair in file.Value select ($"{file.Key}/{pair.Key}", pair.Value.cpu().contiguous().bytes.ToArray())];
    }
}
