using System.Globalization;
using FDistill.Engine.Evaluation;

namespace FDistill.Reproduction.Results;

/// <summary>A measure over the seeds.</summary>
/// <param name="Values">A value for each seed that is there; at least one.</param>
internal sealed record Spread(IReadOnlyList<double> Values)
{
    /// <summary>Fewer values than this show no spread.</summary>
    public const int Fewest = 2;

    /// <summary>The mean.</summary>
    public double Mean => Values.Average();

    /// <summary>The standard deviation, over n − 1; null for a single seed.</summary>
    public double? Deviation => Values.Count < Fewest ? null : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>Whether these values lie below others by more than chance
    /// would have it; false where there are too few to tell.</summary>
    public bool LiesBelow(Spread other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Values.Count >= Fewest && other.Values.Count >= Fewest && RankTest.IsSmaller(Values, other.Values);
    }

    /// <summary>As text, <c>29.1 ± 0.8</c>.</summary>
    /// <param name="column">What the values are of.</param>
    public string Text(EvaluationColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var format = column.FormatOf(Mean);
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }
}
