using System.Globalization;

namespace FDistill.Cli.Reproduction.Results;

/// <summary>A measure over the seeds.</summary>
/// <param name="Values">A value for each seed that is there; at least one.</param>
internal sealed record Spread(IReadOnlyList<double> Values)
{
    private const int MostDecimals = 6;

    /// <summary>The mean.</summary>
    public double Mean => Values.Average();

    /// <summary>The standard deviation, over n − 1; null for a single seed.</summary>
    public double? Deviation => Values.Count < 2 ? null : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>As text, <c>29.1 ± 0.8</c>.</summary>
    /// <param name="decimals">Digits after the point; more where a small mean would show fewer than two.</param>
    public string Text(int decimals)
    {
        while (Mean != 0 && Math.Abs(Mean) * Math.Pow(10, decimals) < 10 && decimals < MostDecimals) decimals++;
        var format = $"N{decimals}";
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }
}
