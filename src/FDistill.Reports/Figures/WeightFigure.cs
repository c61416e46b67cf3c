using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory;

namespace FDistill.Reports.Figures;

/// <summary>Fig. 3 and 9: h over log r, with the ratios that a run's own samples have.</summary>
public static class WeightFigure
{
    private const double SmallestReach = 1, Room = 1.25;
    private const int Places = 161;

    /// <summary>Draws it.</summary>
    /// <param name="runs">Each run's name, its divergence's name and h, and its samples.</param>
    /// <param name="others">Divergences to compare with.</param>
    public static Figure Of(IReadOnlyList<(string Run, NamedWeight Divergence, IReadOnlyList<SurveyedSample> Samples)> runs, IReadOnlyList<NamedWeight> others)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new Figure
        {
            Name = "figure-3",
            Charts = new ChartSheet("", [.. runs.Select(run => Panel(run.Run, [run.Divergence, .. others], run.Samples))]),
            Reading = string.Join(' ', runs.Select(run => InWords(run.Run, run.Samples))),
            Values = runs.SelectMany(run => Values(runs.Count > 1 ? $"{run.Run}: " : "", run.Samples)).ToDictionary(),
        };
    }

    private static Chart Panel(string run, IReadOnlyList<NamedWeight> divergences, IReadOnlyList<SurveyedSample> samples)
    {
        var ratios = samples.Select(sample => sample.NormalizedLogRatio).ToList();
        var reach = Math.Max(SmallestReach, Room * ratios.Max(Math.Abs));
        var places = EvenPlaces.Between(-reach, reach, Places);
        var lines = divergences.Select(divergence => new Series(divergence.Name, [.. divergence.Weight.At(places).Select((h, k) => new Point(places[k], h))]) { IsFunction = true }).ToList();
        var values = lines.SelectMany(line => line.Points).Select(point => point.Y).Where(value => double.IsFinite(value) && value > 0).ToList();
        return new Chart
        {
            Title = $"{run}: h over the density ratio",
            Caption = $"Behind it, how often r occurs among {samples.Count:N0} of the run's own samples, after the normalisation by time bins: where the histogram is, h acts.",
            XLabel = "log r = log (p/q), natural",
            YLabel = "h(r)",
            Logarithmic = values.Count > 0 && values.Max() / values.Min() > 30,
            Lines = lines,
            Histogram = Histogram.Of("share of samples", ratios),
        };
    }

    private static string InWords(string run, IReadOnlyList<SurveyedSample> samples)
    {
        var ordered = samples.Select(sample => sample.NormalizedLogRatio).Order().ToList();
        string At(double share) => Axis.Label(Math.Round(ordered[(int)(share * (ordered.Count - 1))], 2));
        return $"{run}: nine of ten samples have a log r between {At(0.05)} and {At(0.95)}. Weighted by h, they count as {Axis.Label(Math.Round(100 * EffectiveShare(samples)))} % of as many that weigh alike.";
    }

    private static IEnumerable<KeyValuePair<string, double?>> Values(string prefix, IReadOnlyList<SurveyedSample> samples) =>
    [
        new($"{prefix}meanRatio", samples.Average(sample => Math.Exp(sample.LogRatio))),
        new($"{prefix}meanLogRatio", samples.Average(sample => sample.NormalizedLogRatio)),
        new($"{prefix}effectiveSampleShare", EffectiveShare(samples)),
    ];

    /// <summary>(Σh)²/(N Σh²).</summary>
    private static double EffectiveShare(IReadOnlyList<SurveyedSample> samples)
    {
        var (sum, squares) = (samples.Sum(sample => sample.Weight), samples.Sum(sample => sample.Weight * sample.Weight));
        return squares > 0 ? sum * sum / (samples.Count * squares) : double.NaN;
    }
}
