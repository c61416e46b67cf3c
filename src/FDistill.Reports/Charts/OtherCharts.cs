namespace FDistill.Reports.Charts;

/// <summary>Plain charts of measures that no other chart knows, such as those of a teacher's training.</summary>
internal static class OtherCharts
{
    private const double WideRange = 20;

    /// <summary>A chart of each measure; one that never changes,
    /// such as a constant learning rate, is left out.</summary>
    /// <param name="history">The run's measures.</param>
    /// <param name="measures">The measures' names.</param>
    public static IEnumerable<Chart> Of(IReadOnlyList<MetricsEntry> history, IEnumerable<string> measures)
    {
        foreach (var measure in measures)
        {
            var line = Series.Of(measure, history, measure);
            var (lowest, highest) = (line.Points.Min(point => point.Y), line.Points.Max(point => point.Y));
            if (lowest == highest) continue;
            var words = InWords(measure);
            yield return new Chart { Title = words, Caption = "", YLabel = words.ToLowerInvariant(), Logarithmic = lowest > 0 && highest / lowest > WideRange, Lines = [line] };
        }
    }

    /// <summary><c>gradientNorm</c> → Gradient norm.</summary>
    private static string InWords(string name) =>
        char.ToUpperInvariant(name[0]) + string.Concat(name.Skip(1).Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
