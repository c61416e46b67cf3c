using FDistill.Runs;

namespace FDistill.Engine.DryRuns;

/// <summary>Finds the smallest change of a run's settings that makes it fit a memory.</summary>
/// <param name="takes">What settings take, in bytes.</param>
public sealed class MemoryRemedy(Func<MemorySettings, long> takes)
{
    /// <summary>The settings to change to.</summary>
    /// <param name="settings">Those that do not fit.</param>
    /// <param name="budget">The memory.</param>
    /// <returns>
    /// One change rather than two, two rather than three; among as many, gradient
    /// checkpointing, which leaves every gradient as it is, before a smaller batch
    /// summed up as often (the normalisations see the same samples; the student's
    /// passes are made twice), before weights of 16 bits. The samples of an update
    /// stay as many in any case. Null where all together are not enough.
    /// </returns>
    public MemorySettings? For(MemorySettings settings, long budget)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Candidates(settings).Select(candidate => Fitting(candidate.Settings, candidate.ShrinksBatch, budget)).FirstOrDefault(fitting => fitting is not null);
    }

    /// <summary>The settings that take least.</summary>
    public MemorySettings Least(MemorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Candidates(settings).Select(candidate => candidate.Settings with { Batch = 1, Accumulation = settings.Batch * settings.Accumulation }).MinBy(takes)!;
    }

    private static IEnumerable<(MemorySettings Settings, bool ShrinksBatch)> Candidates(MemorySettings settings)
    {
        var checkpointing = settings with { GradientCheckpointing = true };
        var halved = settings with { Precision = Precision.Bf16 };
        var both = checkpointing with { Precision = Precision.Bf16 };
        return [(checkpointing, false), (settings, true), (halved, false), (checkpointing, true), (both, false), (halved, true), (both, true)];
    }

    /// <summary>The largest batch that fits and divides the whole.</summary>
    private MemorySettings? Fitting(MemorySettings settings, bool shrinksBatch, long budget) =>
        Enumerable.Range(1, settings.Batch).Where(pieces => settings.Batch % pieces == 0).Take(shrinksBatch ? int.MaxValue : 1)
            .Select(pieces => settings with { Batch = settings.Batch / pieces, Accumulation = settings.Accumulation * pieces })
            .FirstOrDefault(candidate => takes(candidate) <= budget);
}
