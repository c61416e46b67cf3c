using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training.Draws;
using FDistill.Tests.Shared;
using FDistill.Torch;
using static FDistill.Engine.Training.Draws.RandomStreams;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class RandomStreamsTests : IDisposable
{
    private static readonly Purpose[] Purposes = Enum.GetValues<Purpose>();

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Every_purpose_and_rank_has_numbers_of_its_own()
    {
        using var first = new RandomStreams(1, 0, CPU);
        using var second = new RandomStreams(1, 1, CPU);
        var drawn = new[] { first, second }.SelectMany(streams => Purposes.Select(purpose => string.Join(' ', streams.Normal(purpose, [4]).Floats())));
        Assert.Equal(2 * Purposes.Length, drawn.Distinct().Count());
    }

    [Fact]
    public void How_often_one_purpose_draws_leaves_the_others_as_they_were()
    {
        using var often = new RandomStreams(1, 0, CPU);
        using var seldom = new RandomStreams(1, 0, CPU);
        for (var draw = 0; draw < 5; draw++) often.Uniform(Purpose.Codec, 3 + draw);
        Assert.Equal(seldom.Normal(Purpose.Latent, [4]).Floats(), often.Normal(Purpose.Latent, [4]).Floats());
    }

    [Fact]
    public void Numbers_are_the_same_whatever_the_device_that_they_are_wanted_on()
    {
        using var here = new RandomStreams(1, 0, CPU);
        using var there = new RandomStreams(1, 0, META);
        here.Normal(Purpose.Latent, [2, 3]);
        Assert.Equal(TorchSharp.DeviceType.META, there.Normal(Purpose.Latent, [2, 3]).device.type);
        Assert.Equal(here.Next(Purpose.Latent).Normal([4], CPU).Floats(), there.Next(Purpose.Latent).Normal([4], CPU).Floats());
    }

    [Fact]
    public void Random_streams_continue_from_their_counts_to_the_bit()
    {
        using var whole = new RandomStreams(1, 0, CPU);
        Draw(whole);
        Draw(whole);
        using var resumed = new RandomStreams(1, 0, CPU);
        resumed.Load(State(whole));

        Assert.Equal(Draw(whole), Draw(resumed));
        Assert.Equal(whole.Save(), resumed.Save());
    }

    [Fact]
    public void Dropout_continues_too()
    {
        using var whole = new RandomStreams(1, 0, CPU);
        whole.SeedDropout();
        using var resumed = new RandomStreams(1, 0, CPU);
        resumed.Load(State(whole));
        whole.SeedDropout();
        var expected = Dropped();
        resumed.SeedDropout();

        Assert.Equal(expected, Dropped());
        Assert.NotEqual(expected, Dropped());
    }

    [Fact]
    public void A_checkpoint_that_holds_states_of_generators_is_refused_with_the_way_out()
    {
        using var streams = new RandomStreams(1, 0, CPU);
        var old = State(streams) with
        {
            Files = new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>> { ["random"] = [KeyValuePair.Create("Latent", zeros(5056)), KeyValuePair.Create("Default", zeros(5056))] },
        };

        var error = Assert.Throws<InvalidDataException>(() => streams.Load(old));

        Assert.Contains("the checkpoint is of an older version: its 'random' holds states of random generators (Latent, Default)", error.Message, StringComparison.Ordinal);
        Assert.Contains("begin the run anew in another output folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("training.warmStart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_refused()
    {
        using var streams = new RandomStreams(1, 0, CPU);
        using var others = new RandomStreams(2, 0, CPU);
        Assert.Contains("of the seed 2, and this run's seed is 1", Assert.Throws<InvalidDataException>(() => streams.Load(State(others))).Message, StringComparison.Ordinal);
    }

    private static TrainingState State(RandomStreams streams) => new(new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>(), streams.Save());

    private static List<float> Draw(RandomStreams streams) => [.. Purposes.SelectMany(purpose => streams.Normal(purpose, [3]).Floats())];

    private static float[] Dropped() => nn.functional.dropout(ones(64, dtype: ScalarType.Float32, device: CPU), 0.5, training: true).Floats();
}
