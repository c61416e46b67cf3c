using FDistill.Engine.Training;
using FDistill.Engine.Training.Networks;
using static System.FormattableString;

namespace FDistill.Engine.DryRuns;

/// <summary>What the numbers of a run amount to: how many samples each normalisation
/// sees, and what the averages keep of the weights that the run starts from.</summary>
/// <param name="Samples">Samples of an update, of all micro-batches and processes.</param>
/// <param name="SamplesOfBin">Those of a time bin of stage 1, on average; null without stage 1.</param>
/// <param name="SharesOfStart">The share of the starting weights that is left in each average at the end.</param>
public sealed record RecipeSummary(long Samples, double? SamplesOfBin, IReadOnlyList<double> SharesOfStart)
{
    /// <summary>Fewer samples than this leave little of a divergence: h
    /// over its mean is about 1, as with reverse-KL. (house)</summary>
    public const int FewestSamples = 16;

    /// <summary>An average that keeps more than this of the starting weights,
    /// which are useless in one step, is not the student's. (house)</summary>
    public const double LargestShareOfStart = 0.05;

    /// <summary>Computes it.</summary>
    /// <param name="options">How the student is trained.</param>
    /// <param name="world">How many processes there are.</param>
    public static RecipeSummary Of(TrainingOptions options, int world = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        var samples = (long)options.Batch * options.Accumulation * world;
        return new(
            samples,
            options is { MatchingWeight: > 0, Ratio.Normalize: true } ? samples / (double)options.Ratio.Bins : null,
            [.. Student.Decays(options, world).Select(decay => decay.ShareOfStart(options.Iterations))]);
    }

    /// <summary>What is likely not meant: a sentence each. Options without
    /// an effect are found by <see cref="IdleOptions"/>.</summary>
    /// <param name="options">How the student is trained.</param>
    public IReadOnlyList<string> Warnings(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var warnings = new List<string>();
        if (options is { MatchingWeight: > 0, NormalizeWeight: true } && Samples < FewestSamples)
            warnings.Add(Invariant($"an update has {Samples} samples, over whose mean h is divided: below {FewestSamples} little is left of the divergence. Raise training.batch or training.accumulation"));
        if (options.Iterations < options.StudentEvery)
            warnings.Add(Invariant($"the student is updated once in {options.StudentEvery} iterations, and there are {options.Iterations}: it stays as it is. Raise training.iterations"));
        else
            warnings.AddRange(SharesOfStart.Index().Where(average => average.Item > LargestShareOfStart).Select(average =>
                Invariant($"training.averages[{average.Index}] keeps {average.Item:P1} of the weights that the run starts from, which are useless in one step. Set its warmUp to true, or lower its decay")));
        foreach (var (network, optimizer) in new[] { ("student", options.Student), ("fakeScore", options.FakeScore), ("head", options.Head) })
        {
            if (optimizer.LearningRate == 0)
                warnings.Add($"training.{network}.learningRate is 0: the network stays as it begins, whatever the student becomes");
            else if (optimizer.Schedule.WarmUp > options.Iterations)
                warnings.Add(Invariant($"training.{network}.schedule.warmUp is {optimizer.Schedule.WarmUp}, and there are {options.Iterations} iterations: the learning rate never reaches its value. Lower the warm-up, or raise training.iterations"));
        }

        return warnings;
    }
}
