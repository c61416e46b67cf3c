using FDistill.Images;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>Says beside a map which colour is which value.</summary>
internal static class ColourBar
{
    /// <summary>What it needs to the right of the map.</summary>
    public const double Room = 82;

    private const double Gap = 14, Width = 12;
    private const int Steps = 64;

    public static void Draw(Sketch sketch, HeatMap map, MapColours colours, ChartFrame frame)
    {
        var left = frame.Right + Gap;
        var pixels = Enumerable.Range(0, Steps).Select(step => colours.At(1 - (step + 0.5) / Steps)).SelectMany(colour => new[] { colour.Red, colour.Green, colour.Blue }).ToArray();
        sketch.Picture(new Raster(1, Steps, 3, pixels), left, frame.Top, Width, frame.Bottom - frame.Top);
        foreach (var tick in colours.Axis.Ticks)
            sketch.Text(left + Width + 5, frame.Bottom - colours.Axis.Place(tick) * (frame.Bottom - frame.Top) + 4, Axis.Label(tick));
        sketch.Text(ChartPicture.Width - 4, frame.Bottom + 15, map.Label, anchor: Anchor.End);
    }
}
