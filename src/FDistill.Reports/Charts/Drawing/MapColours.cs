namespace FDistill.Reports.Charts.Drawing;

/// <summary>Which value of a map has which colour.</summary>
internal sealed class MapColours
{
    private readonly ColourScale scale;

    /// <exception cref="InvalidDataException">No value of the map can be drawn.</exception>
    public MapColours(HeatMap map)
    {
        var drawn = map.Field.Values.Where(value => double.IsFinite(value) && (!map.Logarithmic || value > 0)).ToList();
        if (drawn.Count == 0) throw new InvalidDataException($"The map of {map.Label} has nothing to draw: there is no finite{(map.Logarithmic ? " positive" : "")} value in it.");
        var (lowest, highest) = map.Range is { } range ? (range.Lower, range.Upper) : (drawn.Min(), drawn.Max());
        if (map.Middle is { } middle)
        {
            // As far to one side of the middle as to the other.
            var reach = map.Logarithmic ? Math.Max(highest / middle, middle / lowest) : Math.Max(highest - middle, middle - lowest);
            (lowest, highest) = map.Logarithmic ? (middle / reach, middle * reach) : (middle - reach, middle + reach);
        }
        if (highest <= lowest) (lowest, highest) = map.Logarithmic ? (lowest / 2, lowest * 2) : (lowest - 0.5, lowest + 0.5);
        scale = map.Middle is null ? ColourScale.Sequential : ColourScale.Diverging;
        // Its ticks are those of a round axis, its ends the values' own.
        var round = map.Logarithmic ? Axis.Log(lowest, highest) : Axis.Linear(lowest, highest, ticks: 5, tight: true);
        Axis = new Axis(lowest, highest, [.. round.Ticks.Where(tick => tick >= lowest && tick <= highest)], map.Logarithmic);
    }

    /// <summary>The values from the first colour to the last.</summary>
    public Axis Axis { get; }

    public Colour Of(double value) => scale.At(Axis.Logarithmic && value <= 0 ? double.NaN : Axis.Place(value));

    /// <summary>The colour at a share of the way from the lowest value to the highest.</summary>
    public Colour At(double share) => scale.At(share);
}
