using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory.Testbed.Maps;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>h over sample space, with the densities of teacher
/// and student as lines of equal height (Fig. 3 and 9).</summary>
internal static class WeightMapCharts
{
    /// <summary>What a colour stands for at most: beyond a hundred times
    /// the mean, or a hundredth of it, it does not matter.</summary>
    private const double Widest = 100;

    private static readonly double[] Heights = [0.5, 0.05];

    /// <summary>A chart for each divergence.</summary>
    public static IEnumerable<Chart> Of(WeightMap map)
    {
        var plane = new Plane(Extent(map.X), Extent(map.Y), map.X.Count, map.Y.Count);
        Field FieldOf(IReadOnlyList<IReadOnlyList<double>> rows) => new(plane, [.. rows.SelectMany(row => row)]);
        Contours Density(string name, IReadOnlyList<IReadOnlyList<double>> rows) => new(name, FieldOf(rows), [.. Heights.Select(height => height * rows.Max(row => row.Max()))]);
        return map.Weights.Select(weight => new Chart
        {
            Title = $"{weight.Divergence}: h",
            Caption = "h(r) over its mean under the student, over sample space; lines of equal density at a half and a twentieth of the highest. The student misses a mode.",
            XLabel = "x₁",
            YLabel = "x₂",
            Map = new HeatMap(FieldOf(Clipped(weight.H)), "h / E[h]")
            {
                Logarithmic = true,
                Middle = 1,
                Range = new Interval(1 / Widest, Widest),
                Contours = [Density("teacher", map.Teacher), Density("student", map.Student)],
            },
        });
    }

    private static IReadOnlyList<IReadOnlyList<double>> Clipped(IReadOnlyList<IReadOnlyList<double>> rows) =>
        [.. rows.Select(row => (IReadOnlyList<double>)[.. row.Select(value => Math.Clamp(value, 1 / Widest, Widest))])];

    /// <summary>From edge to edge of the cells whose middles are the places.</summary>
    private static Interval Extent(IReadOnlyList<double> places)
    {
        var half = (places[1] - places[0]) / 2;
        return new Interval(places[0] - half, places[^1] + half);
    }
}
