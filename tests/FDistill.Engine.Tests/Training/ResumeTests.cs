using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Networks;
using FDistill.Engine.Training.Optimisation;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using FDistill.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class ResumeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_was_put_down_goes_on_to_the_bit(bool dropsFeatures)
    {
        using var folder = new TemporaryFolder();
        using var whole = Run(dropsFeatures: dropsFeatures);
        whole.Iterate(17);

        using (var first = Run(dropsFeatures: dropsFeatures))
        {
            first.Iterate(8);
            Save(first, folder);
        }
        // Whatever else draws from the process's generator in between.
        manual_seed(99);
        using var second = Run(dropsFeatures: dropsFeatures);
        using (var checkpoint = Checkpoints(folder).ReadNewest()) second.Distiller.Load(checkpoint!.State);
        second.Iterate(9);

        Assert.Equal(17, second.Distiller.Iteration);
        AssertSameState(whole, second);
    }

    [Fact]
    public void Dropout_draws_from_the_runs_seed_alone()
    {
        using var one = Run(dropsFeatures: true);
        using var other = Run(dropsFeatures: true);
        for (var turn = 0; turn < 4; turn++)
        {
            one.Iterate(1);
            rand(turn + 1, dtype: ScalarType.Float32, device: CPU).Dispose();
            other.Iterate(1);
        }
        AssertSameState(one, other);
    }

    [Fact]
    public void A_state_of_other_options_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        using (var first = Run()) Save(first, folder);
        using var other = Run(options => options.Averages = [.. options.Averages, new() { Decay = 0.5 }]);
        using var checkpoint = Checkpoints(folder).ReadNewest();

        var error = Assert.Throws<InvalidDataException>(() => other.Distiller.Load(checkpoint!.State));

        Assert.Contains("has no 'average-2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_start_takes_the_weights_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var first = Run();
        first.Iterate(5);
        var checkpoint = Save(first, folder);

        using var second = Run(options => options.WarmStart = checkpoint, seed: 9);

        Assert.Equal(0, second.Distiller.Iteration);
        Assert.Equal(0, second.Distiller.Student.Updates);
        Assert.Equal(first.Weights(), second.Weights());
        using var scope = NewDisposeScope();
        foreach (var average in second.Distiller.Student.Averages)
            Assert.Equal(first.Distiller.Student.Network.Named(first.Distiller.Student.Network.Weights).SelectMany(pair => pair.Value.Floats()), average.Parameters.SelectMany(pair => pair.Value.Floats()));
    }

    [Fact]
    public void A_warm_start_of_another_shape_is_refused_with_every_difference()
    {
        using var folder = new TemporaryFolder();
        string checkpoint;
        using (var first = Run()) checkpoint = Save(first, folder);

        var error = Assert.Throws<InvalidDataException>(() => new TwoModes(options => options.WarmStart = checkpoint, model => model.Mlp = new() { Width = 24, Layers = 1 }));

        Assert.Contains($"the warm start '{checkpoint}', student", error.Message, StringComparison.Ordinal);
        Assert.Contains("found [16, 2], expected [24, 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_start_with_another_head_is_refused_by_the_heads_name()
    {
        using var folder = new TemporaryFolder();
        string checkpoint;
        using (var first = Run()) checkpoint = Save(first, folder);

        var error = Assert.Throws<InvalidDataException>(() => new TwoModes(
            options => options.WarmStart = checkpoint, head: _ => new PooledMlpHead(new() { Width = 24, Layers = 1 }, new RunEnvironment(CPU, Precision.Fp32, Seed: 1))));

        Assert.Contains($"the warm start '{checkpoint}', head", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_start_with_another_fake_score_is_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string checkpoint;
        using (var first = Run())
        using (var wider = new TwoModes(model: model => model.Mlp = new() { Width = 24, Layers = 1 }))
        using (NewDisposeScope())
        {
            var (state, other) = (first.Distiller.Save(), wider.Distiller.Save());
            var files = state.Files.ToDictionary(file => file.Key, file => file.Key.StartsWith("fakeScore", StringComparison.OrdinalIgnoreCase) ? other.Files[file.Key] : file.Value);
            Assert.NotEqual(state.Files.Values, files.Values);
            checkpoint = Checkpoints(folder).Write(0, state with { Files = files });
        }

        var error = Assert.Throws<InvalidDataException>(() => Run(options => options.WarmStart = checkpoint));

        Assert.Contains($"the warm start '{checkpoint}', fake", error.Message, StringComparison.Ordinal);
        Assert.Contains("found [24, 2], expected [16, 2]", error.Message, StringComparison.Ordinal);
    }

    private static TwoModes Run(Action<TrainingOptions>? change = null, long seed = 1, bool dropsFeatures = false) => new(
        options =>
        {
            // Everything that has a state of its own.
            (options.StudentSteps, options.StudentEvery, options.Ratio.EmaRate, options.Ratio.Shrinkage) = (2, 3, 0.5, 1);
            options.GradientPenalty = new() { Gamma = 1 };
            options.Averages = [new() { Decay = 0.9, WarmUp = true }, new() { Form = EmaForm.Power }];
            options.Student.Schedule = new() { WarmUp = 10, Shape = LearningRateShape.Cosine };
            change?.Invoke(options);
        },
        divergence: new JensenShannon(), head: dropsFeatures ? _ => new DropoutHead() : null, seed: seed);

    private static string Save(TwoModes run, TemporaryFolder folder)
    {
        using var scope = NewDisposeScope();
        return Checkpoints(folder).Write(run.Distiller.Iteration, run.Distiller.Save());
    }

    private static CheckpointFolder Checkpoints(TemporaryFolder folder) =>
        new(folder.File("checkpoints"), new SafetensorsFiles(), NullLogger<CheckpointFolder>.Instance);

    private static void AssertSameState(TwoModes expected, TwoModes found)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (expected.Distiller.Save(), found.Distiller.Save());
        Assert.Equal(a.Counters, b.Counters);
        Assert.Equal(a.Files.Keys, b.Files.Keys);
        foreach (var (file, tensors) in a.Files)
            foreach (var ((name, tensor), other) in tensors.Zip(b.Files[file]))
                Assert.True(tensor.cpu().contiguous().bytes.SequenceEqual(other.Value.cpu().contiguous().bytes), $"{file}: {name} differs");
    }
}
