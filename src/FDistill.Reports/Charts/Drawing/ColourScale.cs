namespace FDistill.Reports.Charts.Drawing;

/// <summary>Colours for values from 0 to 1, in order for people of any colour vision, and in print.</summary>
internal sealed class ColourScale
{
    private readonly Colour[] stops;

    private ColourScale(params string[] stops) => this.stops = [.. stops.Select(Colour.Parse)];

    /// <summary>From dark to light: cividis (Nuñez, Anderton and Renslow, 2018).</summary>
    public static ColourScale Sequential { get; } =
        new("#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838");

    /// <summary>From blue by white, for what is in the middle, to orange.</summary>
    public static ColourScale Diverging { get; } = new("#08478c", "#4a8cc2", "#b1d0e6", "#f7f7f7", "#f2c191", "#d67f27", "#883c00");

    /// <summary>What has no value.</summary>
    public static Colour Nothing { get; } = Colour.Parse("#9aa0a6");

    /// <summary>The colour of a value; <see cref="Nothing"/> where it is not finite.</summary>
    public Colour At(double share)
    {
        if (!double.IsFinite(share)) return Nothing;
        var place = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var below = Math.Min((int)place, stops.Length - 2);
        return Colour.Between(stops[below], stops[below + 1], place - below);
    }
}
