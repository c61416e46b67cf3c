using FDistill.Engine.DryRuns;
using FDistill.Engine.Training;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.DryRuns;

public sealed class RecipeSummaryTests
{
    public static TheoryData<string> RunFiles => [.. BundledRunFiles.Trainings.Keys];

    [Fact]
    public void All_bundled_distillations_are_known()
    {
        string[] some = ["samples/cifar10.json", "samples/embedding/run.json", "samples/reproduce/points.json", "samples/third-party/run.json", "src/FDistill.Templates/head/run.json", "README.md, block 1"];
        Assert.Subset(BundledRunFiles.Trainings.Keys.ToHashSet(), some.ToHashSet());
        Assert.Equal(17, BundledRunFiles.Trainings.Keys.Count(place => !place.Contains("block", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(RunFiles))]
    public void No_bundled_run_hands_on_the_weights_that_it_starts_from(string place)
    {
        var training = BundledRunFiles.Trainings[place];
        var recipe = RecipeSummary.Of(training);

        Assert.All(recipe.SharesOfStart, share => Assert.InRange(share, 0, 0.05));
        Assert.Empty(recipe.Warnings(training));
    }

    [Theory]
    [MemberData(nameof(RunFiles))]
    public void Bundled_runs_normalise_as_the_defaults_do(string place)
    {
        var (ratio, defaults) = (BundledRunFiles.Trainings[place].Ratio, new TrainingOptions().Ratio);
        Assert.Equal((defaults.Binning, defaults.Bins, defaults.Shrinkage, defaults.Lower, defaults.Upper), (ratio.Binning, ratio.Bins, ratio.Shrinkage, ratio.Lower, ratio.Upper));
    }

    [Fact]
    public void An_average_that_keeps_much_of_its_start_is_warned_of()
    {
        var training = new TrainingOptions { Iterations = 250, Averages = [new() { Decay = 0.9 }, new() { WarmUp = false }] };

        Assert.Contains("training.averages[1] keeps 97.6", Assert.Single(RecipeSummary.Of(training).Warnings(training)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_of_few_samples_is_warned_of_however_they_are_divided()
    {
        var training = new TrainingOptions { Batch = 1, Accumulation = 12, Ratio = { Bins = 4 } };
        var recipe = RecipeSummary.Of(training);

        Assert.Equal((12, 3), (recipe.Samples, recipe.SamplesOfBin));
        Assert.Contains("an update has 12 samples", Assert.Single(recipe.Warnings(training)), StringComparison.Ordinal);
        training.Accumulation = 16;
        Assert.Empty(RecipeSummary.Of(training).Warnings(training));
    }

    [Fact]
    public void A_run_that_ends_before_the_students_first_update_is_warned_of()
    {
        var training = new TrainingOptions { Iterations = 9, StudentEvery = 10 };
        Assert.Contains("it stays as it is", Assert.Single(RecipeSummary.Of(training).Warnings(training)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_never_learns_is_warned_of_and_what_it_would_learn_by_has_no_effect()
    {
        var training = new TrainingOptions { FakeScore = { LearningRate = 0, Beta1 = 0.5 } };
        Assert.Equal(["training.fakeScore.learningRate is 0: the network stays as it begins, whatever the student becomes"], RecipeSummary.Of(training).Warnings(training));
        Assert.Equal(["training.fakeScore.beta1 has no effect: training.fakeScore.learningRate is 0"], IdleOptions.Of(training).Select(idle => idle.Sentence));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void A_warm_up_that_the_run_does_not_finish_is_warned_of(long warmUp, bool isWarnedOf)
    {
        var training = new TrainingOptions { Iterations = 100, Student = { Schedule = { WarmUp = warmUp } } };
        var warnings = RecipeSummary.Of(training).Warnings(training);

        Assert.Equal(isWarnedOf, warnings.Any(warning => warning.StartsWith("training.student.schedule.warmUp is 101, and there are 100 iterations", StringComparison.Ordinal)));
        if (!isWarnedOf) Assert.Empty(warnings);
    }
}
