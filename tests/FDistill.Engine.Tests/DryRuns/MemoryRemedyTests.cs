using FDistill.Engine.DryRuns;
using FDistill.Runs;

namespace FDistill.Engine.Tests.DryRuns;

/// <summary>A run that takes 10 for its weights, 12 in bfloat16, and 1 a
/// sample: a half of that in bfloat16, a quarter with checkpointing.</summary>
public sealed class MemoryRemedyTests
{
    private static readonly MemorySettings Settings = new(Precision.Fp32, GradientCheckpointing: false, Batch: 24, Accumulation: 2);
    private static readonly MemoryRemedy Remedy = new(Takes);

    [Theory]
    [InlineData(33, "--set training.gradientCheckpointing=true")]
    [InlineData(16, "--set training.gradientCheckpointing=true")]
    [InlineData(15, "--set training.batch=4 --set training.accumulation=12")]
    [InlineData(11, "--set training.batch=1 --set training.accumulation=48")]
    public void One_change_is_made_before_two_and_checkpointing_before_a_smaller_batch(long budget, string changes) =>
        Assert.Equal(changes, string.Join(' ', Remedy.For(Settings, budget)!.ChangesFrom(Settings)));

    [Fact]
    public void No_advice_leaves_the_normalisations_fewer_samples() => Assert.All(
        Enumerable.Range(10, 30).Select(budget => Remedy.For(Settings, budget)).OfType<MemorySettings>(),
        advice => Assert.Equal(Settings.Batch * Settings.Accumulation, advice.Batch * advice.Accumulation));

    [Fact]
    public void Where_two_changes_are_needed_the_batch_stays_as_large_as_it_can() =>
        Assert.Equal("--set training.gradientCheckpointing=true --set training.batch=3 --set training.accumulation=16",
            string.Join(' ', new MemoryRemedy(settings => 4 * Takes(settings) - (settings.GradientCheckpointing ? 0 : -100)).For(Settings, 42)!.ChangesFrom(Settings)));

    [Fact]
    public void Where_nothing_is_enough_the_least_is_told()
    {
        Assert.Null(Remedy.For(Settings, 9));
        Assert.Equal(10, Takes(Remedy.Least(Settings)));
        Assert.Equal(48, Remedy.Least(Settings).Batch * Remedy.Least(Settings).Accumulation);
    }

    private static long Takes(MemorySettings settings)
    {
        var (weights, sample) = settings.Precision == Precision.Bf16 ? (12, 0.5) : (10, 1.0);
        return weights + (long)(settings.Batch * sample * (settings.GradientCheckpointing ? 0.25 : 1));
    }
}
