using FDistill.Engine.Training;
using FDistill.Runs;

namespace FDistill.Engine.DryRuns;

/// <summary>The settings of a run that can be changed to make it fit a memory.</summary>
/// <param name="Precision">The weights' numbers.</param>
/// <param name="GradientCheckpointing">Whether activations are computed again in the backward pass.</param>
/// <param name="Batch">Samples at once.</param>
/// <param name="Accumulation">Batches to an update.</param>
public sealed record MemorySettings(Precision Precision, bool GradientCheckpointing, int Batch, int Accumulation)
{
    /// <summary>Those of a run.</summary>
    public static MemorySettings Of(TrainingOptions options, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(precision, options.GradientCheckpointing, options.Batch, options.Accumulation);
    }

    /// <summary>What has to be said on the command line to come to these settings from others.</summary>
    /// <param name="others">The others.</param>
    public IReadOnlyList<string> ChangesFrom(MemorySettings others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var changes = new List<string>();
        if (GradientCheckpointing != others.GradientCheckpointing) changes.Add("--set training.gradientCheckpointing=true");
        if (Precision != others.Precision) changes.Add($"--set precision={Precision.ToString().ToLowerInvariant()}");
        if (Batch != others.Batch) changes.AddRange([FormattableString.Invariant($"--set training.batch={Batch}"), FormattableString.Invariant($"--set training.accumulation={Accumulation}")]);
        return changes;
    }
}
