using System.Text.Json.Nodes;

namespace FDistill.Reports.Charts;

/// <summary>The numbers of a chart as JSON, to be drawn by another program; one that is not finite is null.</summary>
public static class ChartNumbers
{
    /// <summary>All that is drawn in a chart.</summary>
    /// <param name="chart">The chart.</param>
    public static JsonNode Of(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var json = new JsonObject { ["title"] = chart.Title, ["x"] = chart.XLabel, ["y"] = chart.YLabel };
        if (chart.Lines.Count > 0) json["lines"] = new JsonArray([.. chart.Lines.Select(Of)]);
        if (chart.Clouds.Count > 0) json["points"] = new JsonArray([.. chart.Clouds.Select(Of)]);
        if (chart.Band is { } band) json["band"] = new JsonArray(Of(band.Lower), Of(band.Upper));
        if (chart.Bars.Count > 0) json["bars"] = new JsonObject { ["names"] = new JsonArray([.. chart.BarNames.Select(name => JsonValue.Create(name))]), ["values"] = Numbers(chart.Bars) };
        if (chart.Histogram is { } histogram) json["histogram"] = new JsonObject { ["name"] = histogram.Name, ["edges"] = Numbers(histogram.Edges), ["shares"] = Numbers(histogram.Shares) };
        if (chart.Map is { } map) json["map"] = new JsonObject { ["label"] = map.Label, ["columns"] = map.Field.Plane.Columns, ["rows"] = map.Field.Plane.Rows, ["values"] = Numbers(map.Field.Values) };
        if (chart.Reference is { } reference) json["reference"] = new JsonObject { ["name"] = reference.Name, ["value"] = Number(reference.Value) };
        return json;
    }

    internal static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static JsonNode Of(Series series)
    {
        var json = new JsonObject { ["name"] = series.Name, ["x"] = Numbers(series.Points.Select(point => point.X)), ["y"] = Numbers(series.Points.Select(point => point.Y)) };
        if (series.Range.Count == 0) return json;
        json["lower"] = Numbers(series.Range.Select(range => range.Lower));
        json["upper"] = Numbers(series.Range.Select(range => range.Upper));
        return json;
    }

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => Number(value))];
}
