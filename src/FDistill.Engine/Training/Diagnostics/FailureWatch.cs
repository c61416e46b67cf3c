using FDistill.Engine.Numerics;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>Watches the measures of a distillation for the beginning of a known failure.</summary>
internal sealed class FailureWatch
{
    private readonly List<(KnownFailure Failure, Queue<double> Recent)> watched = [.. KnownFailure.All.Select(failure => (failure, new Queue<double>()))];

    /// <summary>Of each failure that was reported and has not gone, the iterations since it last showed.</summary>
    private readonly Dictionary<KnownFailure, int> calm = [];

    /// <summary>Takes note of an iteration. A failure is reported once;
    /// again only after it had gone for as long as a report takes.</summary>
    /// <param name="iteration">The iteration's number.</param>
    /// <param name="values">Its measures.</param>
    /// <returns>What begins with this iteration.</returns>
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
            if (failure.Shows(median))
            {
                if (!calm.ContainsKey(failure)) begins.Add(new TrainingWarning(iteration, failure.Found(median), failure.Remedy));
                calm[failure] = 0;
            }
            else if (calm.TryGetValue(failure, out var turns))
            {
                if (turns + 1 < KnownFailure.Window) calm[failure] = turns + 1;
                else calm.Remove(failure);
            }
        }
        return begins;
    }
}
