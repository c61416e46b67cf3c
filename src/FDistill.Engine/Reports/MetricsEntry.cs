namespace FDistill.Engine.Reports;

/// <summary>A line of <c>metrics.jsonl</c>.</summary>
/// <param name="Iteration">How many turns were done.</param>
/// <param name="Values">Measures by name.</param>
public sealed record MetricsEntry(long Iteration, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The name of the seconds that a turn took.</summary>
    public const string Seconds = "seconds";
}
