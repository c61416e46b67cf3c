using FDistill.Metrics;

namespace FDistill.Reports;

/// <summary>A line of <c>metrics.jsonl</c>.</summary>
/// <param name="Iteration">How many iterations were done; 0 where nothing was trained.</param>
/// <param name="Values">Measures by name.</param>
public sealed record MetricsEntry(long Iteration, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The name of the seconds that an iteration took.</summary>
    public const string Seconds = "seconds";

    /// <summary>What was evaluated on its own, e.g. <c>checkpoint
    /// 000300</c>; null for an iteration of the training.</summary>
    public string? Evaluation { get; init; }

    /// <summary>The settings of the evaluation and the weights evaluated,
    /// as a hash; null for an iteration of the training.</summary>
    public string? Identity { get; init; }

    /// <summary>What the metrics of an evaluation say of its values; empty for an iteration of the training.</summary>
    public IReadOnlyList<MetricColumn> Columns { get; init; } = [];
}
