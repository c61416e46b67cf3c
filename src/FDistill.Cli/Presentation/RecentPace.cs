namespace FDistill.Cli.Presentation;

/// <summary>How fast a run is at present: over its last minute, so that a
/// slow start or another job on the machine is soon forgotten.</summary>
/// <param name="clock">The clock.</param>
internal sealed class RecentPace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<(double Iteration, long Time)> marks = new();

    /// <summary>Begins to count.</summary>
    /// <param name="iteration">How many iterations are done already.</param>
    public void Start(double iteration)
    {
        marks.Clear();
        marks.Enqueue((iteration, clock.GetTimestamp()));
    }

    /// <summary>Takes note of what is done.</summary>
    /// <param name="iteration">How many iterations are done now, the one under way in part.</param>
    /// <returns>Iterations a second; 0 where no time has passed.</returns>
    public double After(double iteration)
    {
        var now = clock.GetTimestamp();
        marks.Enqueue((iteration, now));
        while (marks.Count > 2 && clock.GetElapsedTime(marks.Peek().Time, now) > Window) marks.Dequeue();

        var (since, start) = marks.Peek();
        var elapsed = clock.GetElapsedTime(start, now).TotalSeconds;
        return elapsed > 0 ? (iteration - since) / elapsed : 0;
    }
}
