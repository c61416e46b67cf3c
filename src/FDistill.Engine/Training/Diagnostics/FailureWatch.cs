using FDistill.Engine.Numerics;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>Watches the measures of a distillation for the beginning of a known failure.</summary>
internal sealed class FailureWatch
{
    private readonly List<(KnownFailure Failure, Queue<double> Recent)> watched = [.. KnownFailure.All.Select(failure => (failure, new Queue<double>()))];
    private readonly HashSet<KnownFailure> lasting = [];

    /// <summary>Takes note of a turn. A failure is told once; again only after it had gone.</summary>
    /// <param name="iteration">The turn's number.</param>
    /// <param name="values">Its measures.</param>
    /// <returns>What begins with this turn.</returns>
    public IReadOnlyList<TrainingWarning> After(long iteration, IReadOnlyDictionary<string, double> values)
    {
        var begins = new List<TrainingWarning>();
        foreach (var (failure, recent) in watched)
        {
            if (!values.TryGetValue(failure.Measure, out var value)) continue;
            recent.Enqueue(value);
            if (recent.Count > KnownFailure.Window) recent.Dequeue();
            if (recent.Count < KnownFailure.Window) continue;

            var median = Median.Of(recent);
            if (!failure.Shows(median)) lasting.Remove(failure);
            else if (lasting.Add(failure)) begins.Add(new TrainingWarning(iteration, failure.Found(median), failure.Remedy));
        }
        return begins;
    }
}
