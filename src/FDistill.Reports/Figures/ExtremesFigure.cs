using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory;

namespace FDistill.Reports.Figures;

/// <summary>Fig. 4: f' and h at the extremes of r. A small f' where
/// r is extreme is saturation; a steep h is variance.</summary>
public static class ExtremesFigure
{
    private const double Reach = 5, Steepest = 6;
    private const int Places = 101;

    /// <summary>Draws it.</summary>
    /// <param name="divergences">The divergences; at most as many as a chart has lines.</param>
    public static Figure Of(IReadOnlyList<NamedWeight> divergences)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        var places = EvenPlaces.Between(-Reach, Reach, Places);
        return new Figure
        {
            Name = "figure-4",
            Charts = new ChartSheet("", [Slopes(divergences, places), Weights(divergences, places)]),
            Reading = string.Join(' ', divergences.Select(InWords)),
            Values = divergences.SelectMany(Values).ToDictionary(),
        };
    }

    private static Chart Slopes(IReadOnlyList<NamedWeight> divergences, double[] places) => new()
    {
        Title = "f' at the extremes",
        Caption = "In the standard form, f'(1) = 0. Flat on the right: a missed mode has a finite price. Lines end where they leave ±6.",
        XLabel = "log r = log (p/q), natural",
        YLabel = "f'(r)",
        Lines = [.. divergences.Select(divergence => new Series(divergence.Name, Slope(divergence, places)) { IsFunction = true })],
    };

    private static List<Point> Slope(NamedWeight divergence, double[] places)
    {
        var f = new RebuiltDivergence(divergence.Weight);
        return [.. places.Select(x => new Point(x, f.Slope(x))).Where(point => Math.Abs(point.Y) <= Steepest)];
    }

    private static Chart Weights(IReadOnlyList<NamedWeight> divergences, double[] places) => new()
    {
        Title = "h at the extremes",
        Caption = "h = r² f'': what a sample's score difference counts. Steep on the right: few samples make the gradient.",
        XLabel = "log r = log (p/q), natural",
        YLabel = "h(r)",
        Logarithmic = true,
        Lines = [.. divergences.Select(divergence => new Series(divergence.Name, [.. divergence.Weight.At(places).Select((h, k) => new Point(places[k], h))]) { IsFunction = true })],
    };

    private static string InWords(NamedWeight divergence)
    {
        var (atZero, atInfinity) = (Tail.AtZero(divergence.Weight), Tail.AtInfinity(divergence.Weight));
        return $"{divergence.Name}: saturation {Classification.Saturation(atZero, atInfinity).ToLowerInvariant()}.";
    }

    private static IEnumerable<KeyValuePair<string, double?>> Values(NamedWeight divergence) =>
    [
        new($"{divergence.Name}: h at log r = -{Reach}", divergence.Weight.At(-Reach)),
        new($"{divergence.Name}: h at log r = {Reach}", divergence.Weight.At(Reach)),
    ];
}
