namespace FDistill.Reports.Charts.Drawing;

/// <summary>Says what a chart shows to those who cannot see it.</summary>
internal static class ChartDescription
{
    public static string Of(Chart chart)
    {
        var lines = chart.Lines.Where(line => line.Points.Count > 0).Select(line => $"{line.Name} from {Axis.Label(line.Points[0].Y)} to {Axis.Label(line.Points[^1].Y)}");
        var clouds = chart.Clouds.Where(cloud => cloud.Points.Count > 0).Select(cloud => $"{cloud.Name}: {cloud.Points.Count:N0} points");
        var bars = string.Join(", ", chart.Bars.Select(bar => Axis.Label(Math.Round(bar, 4))));
        string[] map = chart.Map is { } heat ? [$"{heat.Label} over the plane"] : [];
        return $"{chart.Title}. {string.Join("; ", lines.Concat(clouds).Concat(map).Append(bars).Where(part => part.Length > 0))}.";
    }
}
