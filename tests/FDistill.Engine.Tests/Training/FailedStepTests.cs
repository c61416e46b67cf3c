using FDistill.Divergences;
using FDistill.Engine.Contracts;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>A step that fails changes nothing: no weight, no moment of an optimizer, no average.</summary>
public sealed class FailedStepTests
{
    [Fact]
    public void A_student_does_not_step_when_fake_score_and_head_in_the_same_iteration_cannot() =>
        Unchanged<NonFiniteException>(new JensenShannon(), draw => draw with { RealEpsilon = full_like(draw.RealEpsilon, float.NaN) });

    [Fact]
    public void Fake_score_and_head_do_not_step_when_the_student_in_the_same_iteration_cannot() =>
        Unchanged<BrokenContractException>(new Negative(), draw => draw);

    [Fact]
    public void A_divergence_that_gives_no_sample_any_weight_leaves_the_averages_of_the_bins() =>
        Unchanged<ArithmeticException>(new Nothing(), draw => draw);

    private static void Unchanged<TException>(IDivergence broken, Func<Draw, Draw> spoil) where TException : Exception
    {
        using var scope = NewDisposeScope();
        var divergence = new Exchangeable();
        using var run = new TwoModes(training => (training.StudentEvery, training.FakeScoreInEveryTurn, training.Ratio.Shrinkage) = (1, true, 0), divergence: divergence);
        for (ulong seed = 1; seed <= 3; seed++) run.Distiller.Iterate([Draws.Of(run.Teacher, 16, seed)]);
        var before = State(run);

        divergence.Inner = broken;
        Assert.ThrowsAny<TException>(() => run.Distiller.Iterate([spoil(Draws.Of(run.Teacher, 16, seed: 9))]));

        Assert.Equal(before, State(run));
        divergence.Inner = new JensenShannon();
        run.Distiller.Iterate([Draws.Of(run.Teacher, 16, seed: 9)]);
        Assert.All(before.Zip(State(run)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    private static List<(string, string)> State(TwoModes run) =>
    [
        .. run.Distiller.Save().Files.Select(file => (file.Key, string.Join(' ', file.Value.SelectMany(pair => pair.Value.to(ScalarType.Float64).flatten().data<double>().ToArray())))),
    ];

    private sealed class Exchangeable : IDivergence
    {
        public IDivergence Inner { get; set; } = new JensenShannon();

        public Tensor Weight(DensityRatio ratio) => Inner.Weight(ratio);
    }

    private sealed class Negative : IDivergence
    {
        public Tensor Weight(DensityRatio ratio) => -ratio.Value;
    }

    private sealed class Nothing : IDivergence
    {
        public Tensor Weight(DensityRatio ratio) => ratio.Value * 1e-12;
    }
}
