namespace FDistill.Reports.Charts.Drawing;

/// <summary>The colours of charts on light and on dark ground.</summary>
/// <remarks>The series' are after Okabe and Ito (2008), told apart by people of any colour
/// vision, and darkened or lightened until thin lines of them are read on either ground.
/// Pages of HTML have the same colours as variables of their style sheet.</remarks>
internal static class Palette
{
    private static readonly Dictionary<Ink, (string Light, string Dark)> Colours = new()
    {
        [Ink.Ground] = ("#ffffff", "#1b1f23"),
        [Ink.Text] = ("#1c2126", "#e6e8ea"),
        [Ink.Muted] = ("#626c76", "#9aa4ae"),
        [Ink.Faint] = ("#e4e6e8", "#30363c"),
        [Ink.Series1] = ("#0072b2", "#56b4e9"),
        [Ink.Series2] = ("#d55e00", "#f0a060"),
        [Ink.Series3] = ("#009e73", "#3fc49b"),
        [Ink.Series4] = ("#a0568c", "#d98fc4"),
        [Ink.Series5] = ("#7a6a00", "#d9c63c"),
        [Ink.Series6] = ("#5b6770", "#b3bec8"),
        [Ink.White] = ("#ffffff", "#ffffff"),
        [Ink.Black] = ("#1c2126", "#1c2126"),
    };

    /// <summary>A style sheet that gives an element of a class, <see cref="ClassOf"/>, its colour.</summary>
    public static string StyleSheet { get; } =
        string.Concat(Colours.Select(pair => $".{ClassOf(pair.Key)}{{color:{pair.Value.Light}}}"))
        + $"@media (prefers-color-scheme:dark){{{string.Concat(Colours.Select(pair => $".{ClassOf(pair.Key)}{{color:{pair.Value.Dark}}}"))}}}";

    /// <summary>The dashes of a series' line, by which it is known without its colour; empty for a solid one.</summary>
    public static IReadOnlyList<double> Dashes(Ink ink) => ink switch
    {
        Ink.Series2 => [7, 4],
        Ink.Series3 => [2, 3],
        Ink.Series4 => [9, 3, 2, 3],
        Ink.Series5 => [14, 5],
        Ink.Series6 => [4, 3],
        _ => [],
    };

    /// <summary>The colour on light ground.</summary>
    public static Colour Light(Ink ink) => Colour.Parse(Colours[ink].Light);

    /// <summary>The colour on dark ground.</summary>
    public static Colour Dark(Ink ink) => Colour.Parse(Colours[ink].Dark);

    /// <summary>The class of an element of SVG that has this colour.</summary>
    public static string ClassOf(Ink ink) => ink switch
    {
        Ink.Ground => "ground",
        Ink.Text => "ink",
        Ink.Muted => "muted",
        Ink.Faint => "faint",
        Ink.White => "white",
        Ink.Black => "black",
        _ => $"s{ink - Ink.Series1 + 1}",
    };

    /// <summary>The colour of a series by its place, from 0 on.</summary>
    public static Ink Series(int place) => Ink.Series1 + place;

    /// <summary>The colour of a cloud over a map by its place:
    /// white, then black, which no map's colours hide.</summary>
    public static Ink OverMap(int place) => place switch { 0 => Ink.White, 1 => Ink.Black, _ => Series(place) };
}
