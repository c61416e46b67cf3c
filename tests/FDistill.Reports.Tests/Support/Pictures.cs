using FDistill.Reports.Charts;

namespace FDistill.Reports.Tests.Support;

/// <summary>Charts of every kind, small.</summary>
internal static class Pictures
{
    public static Chart Lines(params double[] values) => new()
    {
        Title = "Lines",
        Caption = "A caption.",
        YLabel = "loss",
        Lines = [new Series("first", [.. values.Select((value, k) => new Point(k, value))]), new Series("second", [.. values.Select((value, k) => new Point(k, value + 1))])],
    };

    public static Chart Scatter => new()
    {
        Title = "Scatter",
        Caption = "Points.",
        XLabel = "‖s_p − s_q‖",
        YLabel = "h(r)",
        Clouds = [new Series("samples", [.. Enumerable.Range(0, 700).Select(k => new Point(k, 300 + k / 2.0 + 150 * Math.Sin(k * k)))])],
        Lines = [new Series("running mean", [new(0, 300), new(350, 475), new(699, 650)]) { IsFunction = true }],
    };

    public static Chart Seeds => new()
    {
        Title = "Seeds",
        Caption = "Median of three seeds, from the smallest to the largest.",
        YLabel = "loss",
        Lines = [Series.OverSeeds("js", [.. Enumerable.Range(0, 3).Select(seed => Noisy(seed, 1))]), Series.OverSeeds("forward-kl", [.. Enumerable.Range(0, 3).Select(seed => Noisy(seed, 2))])],
    };

    public static Chart Behind => new()
    {
        Title = "Histogram",
        Caption = "h over log r, with the run's own ratios behind it.",
        XLabel = "log r",
        YLabel = "h(r)",
        Lines = [new Series("js", [.. Enumerable.Range(-40, 81).Select(k => new Point(k / 10.0, 1 / (1 + Math.Exp(-k / 10.0))))]) { IsFunction = true }],
        Histogram = Histogram.Of("r of 500 samples", [.. Enumerable.Range(0, 500).Select(k => -0.5 + 1.2 * Math.Sin(k) + Math.Cos(3 * k))]),
        Reference = ("one", 1),
    };

    public static Chart Map
    {
        get
        {
            var plane = new Plane(new Interval(-3, 3), new Interval(-2, 2), 60, 40);
            var waves = new Field(plane, [.. plane.Centres.Select(at => at.X * Math.Exp(-at.X * at.X - at.Y * at.Y))]);
            var density = new Field(plane, [.. plane.Centres.Select(at => Math.Exp(-(at.X * at.X + at.Y * at.Y) / 2))]);
            return new Chart
            {
                Title = "Map",
                Caption = "A field over the plane.",
                XLabel = "x₁",
                YLabel = "x₂",
                Map = new HeatMap(waves, "log r") { Middle = 0, Contours = [new Contours("teacher", density, [0.2, 0.5, 0.8])] },
                Clouds = [new Series("student", [.. Enumerable.Range(0, 50).Select(k => new Point(Math.Sin(k), Math.Cos(k * 1.7)))])],
            };
        }
    }

    public static Chart Bars => new() { Title = "Bars", Caption = "Means.", XLabel = "", YLabel = "FID", Bars = [2.1, 1.9, 2.0], BarNames = ["reverse-kl", "forward-kl", "js"], BarRanges = [new(2, 2.2), new(1.8, 2), new(1.9, 2.1)] };

    public static IReadOnlyList<Chart> All => [Lines(3, 1, 2), Scatter, Seeds, Behind, Map, Bars];

    private static Series Noisy(int seed, double height) =>
        new("seed", [.. Enumerable.Range(1, 300).Select(k => new Point(k, height + Math.Exp(-k / 60.0) + 0.1 * Math.Sin(k * (seed + 1.3))))]);
}
