using FDistill.Engine.DryRuns;

namespace FDistill.Hosting.DryRuns;

/// <summary>The plan of a run's memory beside the memory that there is.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Settings">The settings that it is made for.</param>
/// <param name="Budget">Bytes of the device; null where nobody knows.</param>
/// <param name="Device">What they are of, for messages.</param>
/// <param name="Remedy">Finds settings that fit.</param>
/// <param name="Takes">What other settings take, in bytes.</param>
public sealed record PlannedMemory(MemoryPlan Plan, MemorySettings Settings, long? Budget, string Device, MemoryRemedy Remedy, Func<MemorySettings, long> Takes)
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Refuses a plan that does not fit.</summary>
    /// <exception cref="UserException">It does not; the message says by
    /// how much, and the smallest change by which it would.</exception>
    public void Check()
    {
        if (Budget is not { } budget || Plan.Total <= budget) return;
        var found = FormattableString.Invariant($"The run takes {Plan.Total / Gibibyte:F1} GiB, and {Device} has {budget / Gibibyte:F1} GiB.");
        if (Remedy.For(Settings, budget) is { } fitting)
            throw new UserException(FormattableString.Invariant($"{found} The smallest change that makes it fit, into {Takes(fitting) / Gibibyte:F1} GiB: {string.Join(' ', fitting.ChangesFrom(Settings))}"));
        var least = Remedy.Least(Settings);
        throw new UserException(FormattableString.Invariant(
            $"{found} No change of batch, precision and gradient checkpointing makes it fit; the least is {Takes(least) / Gibibyte:F1} GiB, with {string.Join(' ', least.ChangesFrom(Settings))}. Choose a device with more memory (--memory plans for it)."));
    }
}
