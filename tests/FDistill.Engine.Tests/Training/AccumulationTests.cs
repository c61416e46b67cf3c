using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>An update of several micro-batches is the update of one batch that
/// holds all their samples: both normalisations are over all of them.</summary>
public sealed class AccumulationTests
{
    private const int Pieces = 4, Piece = 6, Updates = 20;

    public static TheoryData<string, bool, GradientPenaltyForm?> Runs => new()
    {
        { "js", false, null },
        { "js", true, GradientPenaltyForm.Perturbed },
        { "forward-kl", false, GradientPenaltyForm.CleanImage },
        { "forward-kl", true, null },
        { "reverse-kl", false, GradientPenaltyForm.Exact },
        { "reverse-kl", true, GradientPenaltyForm.Features },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Four_batches_of_six_make_the_updates_of_one_of_twenty_four(string divergence, bool fakeScoreInEveryTurn, GradientPenaltyForm? penalty)
    {
        void Set(TrainingOptions training)
        {
            (training.StudentEvery, training.FakeScoreInEveryTurn, training.AdversarialWeight) = (2, fakeScoreInEveryTurn, 0.1);
            training.Ratio = new() { Bins = 4, EmaRate = 0.5 };
            if (penalty is { } form) training.GradientPenalty = new() { Form = form };
        }
        using var whole = new TwoModes(Set, divergence: Divergence(divergence));
        using var pieces = new TwoModes(Set, divergence: Divergence(divergence));

        double largest = 0, smallest = double.MaxValue;
        for (ulong iteration = 0; iteration < 2 * Updates; iteration++)
        {
            using var scope = NewDisposeScope();
            var draws = Enumerable.Range(0, Pieces).Select(piece => Draws.Of(whole.Teacher, Piece, seed: 10 * iteration + (ulong)piece)).ToArray();
            var (one, several) = (whole.Distiller.Iterate([Draws.Joined(draws)]).Values, pieces.Distiller.Iterate(draws).Values);
            Assert.Equal(one.Keys.Order(), several.Keys.Order());
            Assert.All(one, pair => Assert.Equal(pair.Value, several[pair.Key], 2e-4 * Math.Max(1, Math.Abs(pair.Value))));
            if (!one.TryGetValue(Measures.MaxWeight, out var weight)) continue;
            (largest, smallest) = (Math.Max(largest, weight), Math.Min(smallest, one[Measures.MinWeight]));
        }

        Assert.Equal(whole.Weights(), pieces.Weights(), Near.Within(1e-6f));
        Assert.Equal(whole.Distiller.RatioAverages.Floats(), pieces.Distiller.RatioAverages.Floats(), Near.Within(1e-5f));
        Assert.True(divergence == "reverse-kl" || largest > 1.1 * smallest, "h is the same for all samples: this test sees no normalisation");
    }

    [Fact]
    public void A_batch_of_one_sample_summed_up_is_no_reverse_kl()
    {
        float[] After(IDivergence divergence)
        {
            using var run = new TwoModes(training => (training.Batch, training.Accumulation, training.StudentEvery) = (1, 16, 1), divergence: divergence);
            run.Iterate(5);
            return run.StudentWeights();
        }

        Assert.NotEqual(After(new ReverseKl()), After(new ForwardKl()));
    }

    [Fact]
    public void A_batch_without_any_weight_leaves_the_others_theirs()
    {
        using var scope = NewDisposeScope();
        using var run = new TwoModes(training => (training.StudentEvery, training.Ratio.Normalize) = (1, false), divergence: new FirstHalf());
        var draws = new[] { Draws.Of(run.Teacher, 8, seed: 1), Draws.Of(run.Teacher, 8, seed: 2) };

        var values = run.Distiller.Iterate(draws).Values;

        Assert.Equal((0, 1, 0.5), (values[Measures.MinWeight], values[Measures.MaxWeight], values[Measures.MeanWeight]));
        Assert.Equal(0.5, values[Measures.EffectiveSampleShare], 1e-6);
    }

    private static IDivergence Divergence(string name) => name switch
    {
        "js" => new JensenShannon(),
        "forward-kl" => new ForwardKl(),
        _ => new ReverseKl(),
    };

    /// <summary>1 for the first half of what it is asked about, 0 for the second.</summary>
    private sealed class FirstHalf : IDivergence
    {
        public Tensor Weight(DensityRatio ratio)
        {
            var half = ratio.Value.numel() / 2;
            return cat([ones([half], dtype: ScalarType.Float32, device: CPU), zeros([half], dtype: ScalarType.Float32, device: CPU)]);
        }
    }
}
