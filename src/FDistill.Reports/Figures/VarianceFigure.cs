using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory;

namespace FDistill.Reports.Figures;

/// <summary>Fig. 5a: the normalised variance of h when the
/// student N(m, 1) is m away from the teacher N(0, 1).</summary>
public static class VarianceFigure
{
    private const double Farthest = 3;
    private const int Places = 24;

    /// <summary>Draws it.</summary>
    /// <param name="divergences">The divergences; at most as many as a chart has lines.</param>
    public static Figure Of(IReadOnlyList<NamedWeight> divergences)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        var lines = divergences.Select(divergence => new Series(
            divergence.Name, [.. EvenPlaces.Between(Farthest / Places, Farthest, Places).Select(m => new Point(m, NormalizedVariance.Of(divergence.Weight, m)))]) { IsFunction = true }).ToList();
        var drawn = lines.Select(line => line with { Points = [.. line.Points.Where(point => point.Y > Classification.Negligible)] }).ToList();
        var constant = drawn.All(line => line.Points.Count == 0);
        return new Figure
        {
            Name = "figure-5a",
            Charts = new ChartSheet("", [new Chart
            {
                Title = "Normalised variance of h",
                Caption = "How unevenly samples count when the student N(m, 1) is m away from the teacher N(0, 1). A constant h has none, and no line.",
                XLabel = "m (standard deviations)",
                YLabel = "Var h / (E h)²",
                Logarithmic = true,
                Lines = constant ? lines : drawn,
            }]),
            Reading = string.Join(' ', divergences.Select(InWords)),
            Values = divergences.ToDictionary(divergence => $"{divergence.Name} at m = {Classification.Distance}", divergence => (double?)NormalizedVariance.Of(divergence.Weight, Classification.Distance)),
        };
    }

    private static string InWords(NamedWeight divergence)
    {
        var variance = NormalizedVariance.Of(divergence.Weight, Classification.Distance);
        if (variance < Classification.Negligible) return $"{divergence.Name}: none, h is constant.";
        return FormattableString.Invariant($"{divergence.Name}: {variance:0.###} at m = {Classification.Distance}, {Classification.Variance(variance).ToLowerInvariant()}.");
    }
}
