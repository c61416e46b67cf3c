using FDistill.Divergences;
using FDistill.Engine.Contracts;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class NonFiniteTests
{
    [Fact]
    public void A_student_step_that_would_not_be_finite_changes_no_weight_and_names_what_is_at_fault()
    {
        using var run = new TwoModes(training => training.StudentEvery = 1);
        run.Iterate(3);
        var before = run.Weights();
        using var scope = NewDisposeScope();
        var draw = Draws.Of(run.Teacher, 16, seed: 1);
        draw.Epsilon[3].fill_(double.NaN);

        var error = Assert.Throws<NonFiniteException>(() => run.Distiller.Iterate([draw]));

        Assert.Equal(before, run.Weights());
        Assert.Equal(3, run.Distiller.Iteration);
        Assert.Contains("iteration 4 is not finite", error.Message, StringComparison.Ordinal);
        Assert.Contains("matchingLoss = NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("Gradients at fault: student.0.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_of_fake_score_and_head_that_would_not_be_finite_changes_no_weight_and_names_what_is_at_fault()
    {
        using var run = new TwoModes();
        var before = run.Weights();
        using var scope = NewDisposeScope();
        var draw = Draws.Of(run.Teacher, 16, seed: 1);
        draw.Real[0].fill_(double.PositiveInfinity);

        var error = Assert.Throws<NonFiniteException>(() => run.Distiller.Iterate([draw]));

        Assert.Equal(before, run.Weights());
        Assert.Contains("headLoss = NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("head.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fakeScore.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_divergence_that_breaks_its_contract_is_blamed_itself()
    {
        AssertBlamed(new FixedWeight(ratio => ratio.Value * double.NaN), "FixedWeight");
        AssertBlamed(new FixedWeight(ratio => -ratio.Value), "≥ 0");
    }

    [Fact]
    public void A_divergence_without_any_weight_stops_the_run()
    {
        using var run = new TwoModes(training => training.StudentEvery = 1, divergence: new FixedWeight(ratio => zeros_like(ratio.Value)));
        var before = run.Weights();

        Assert.Throws<ArithmeticException>(() => run.Iterate(1));

        Assert.Equal(before, run.Weights());
    }

    [Theory]
    [InlineData(FeatureSource.Teacher, true, false, 1, "IDenoiser.Denoise")]
    [InlineData(FeatureSource.FakeScore, false, true, 1, "ITeacher.CreateTrainable")]
    [InlineData(FeatureSource.FakeScoreTrained, false, true, 1, "ITeacher.CreateTrainable")]
    [InlineData(FeatureSource.FakeScore, true, false, double.NaN, "IDiscriminatorHead.Create")]
    [InlineData(FeatureSource.Teacher, false, true, double.NaN, "IDiscriminatorHead.Create")]
    public void Features_are_looked_at_where_the_head_looks_at_them(FeatureSource source, bool isTeacherFaulty, bool isFakeScoreFaulty, double logits, string blamed)
    {
        using var run = new SmallImages(
            training => training.Discriminator.Features = source,
            teacher => new FaultyFeatures(teacher, isTeacherFaulty, isFakeScoreFaulty),
            new SeveralHeads(logits));

        var error = Assert.Throws<BrokenContractException>(() => run.Distiller.Iterate());

        Assert.Contains(blamed, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Features_that_carry_no_gradient_are_refused_where_the_adversarial_loss_needs_one(double matchingWeight)
    {
        using var run = new SmallImages(
            training => (training.StudentEvery, training.AdversarialWeight, training.MatchingWeight) = (1, 0.1, matchingWeight),
            teacher => new FaultyFeatures(teacher, own: true, fault: feature => feature.detach()));

        var error = Assert.Throws<BrokenContractException>(() => run.Distiller.Iterate());

        Assert.Contains("none of the features that the head sees carries a gradient to the noised sample", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fake_score_whose_weights_have_run_away_is_no_parts_fault()
    {
        using var run = new SmallImages(training => training.Discriminator.Features = FeatureSource.FakeScore);
        run.MoveFakeScore(1e30);

        Assert.Throws<NonFiniteException>(() => run.Distiller.Iterate());
    }

    private static void AssertBlamed(IDivergence divergence, string clause)
    {
        using var run = new TwoModes(training => training.StudentEvery = 1, divergence: divergence);
        var before = run.Weights();

        var error = Assert.Throws<BrokenContractException>(() => run.Iterate(1));

        Assert.Equal(before, run.Weights());
        Assert.Contains("IDivergence.Weight", error.Message, StringComparison.Ordinal);
        Assert.Contains(clause, error.Message, StringComparison.Ordinal);
    }
}
