using FDistill.Reports.Charts.Drawing;

namespace FDistill.Reports.Charts;

/// <summary>Draws a chart as SVG for a page of HTML, whose style sheet has
/// the colours and whose text the chart's title and caption.</summary>
/// <remarks>A line is the mean of neighbouring iterations; the faint area
/// behind it is their range. Series differ in colour and in dashes.</remarks>
public static class SvgChart
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>An <c>svg</c> element that says what it shows to those who cannot see it.</returns>
    /// <exception cref="InvalidDataException">There is nothing in it that can be drawn.</exception>
    public static string Render(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return SvgWriter.Element(ChartPicture.Of(chart, withHeading: false), ChartDescription.Of(chart));
    }
}
