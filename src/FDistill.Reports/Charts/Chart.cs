namespace FDistill.Reports.Charts;

/// <summary>A picture of numbers and What it shows. Numbers that
/// are not finite leave gaps, and the legend counts them.</summary>
public sealed record Chart
{
    /// <summary>How many lines and clouds a chart can tell apart.</summary>
    public const int MostLines = 6;

    /// <summary>What is shown, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What to look for in it: one or two sentences.</summary>
    public required string Caption { get; init; }

    /// <summary>What the horizontal axis counts, with its unit where it has one.</summary>
    public string XLabel { get; init; } = "iteration";

    /// <summary>What the vertical axis measures, with its unit where it has one.</summary>
    public required string YLabel { get; init; }

    /// <summary>Whether the horizontal axis is logarithmic. It is
    /// linear all the same where a value is not positive.</summary>
    public bool XLogarithmic { get; init; }

    /// <summary>Whether the vertical axis is logarithmic. It is
    /// linear all the same where a value is not positive.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The ends of the horizontal axis, for charts that
    /// are to be compared; null for those of the values.</summary>
    public Interval? XRange { get; init; }

    /// <summary>The ends of the vertical axis, for charts that are
    /// to be compared; null for those of the values.</summary>
    public Interval? YRange { get; init; }

    /// <summary>Whether a unit is as long on both axes, as it is for points of a plane.</summary>
    public bool EqualScales { get; init; }

    /// <summary>Lines, together with <see cref="Clouds"/> at most
    /// <see cref="MostLines"/>; a series without points is left out.</summary>
    public IReadOnlyList<Series> Lines { get; init; } = [];

    /// <summary>Series drawn as dots, not as lines; their styles follow those of the lines.</summary>
    public IReadOnlyList<Series> Clouds { get; init; } = [];

    /// <summary>An area between a lower and an upper series of the same iterations, behind
    /// the lines. A series has a range of its own with <see cref="Series.Range"/>.</summary>
    public (string Name, Series Lower, Series Upper)? Band { get; init; }

    /// <summary>How often values occur along the horizontal axis, behind
    /// the lines, with an axis of its own on the right.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>Colours over the plane of both axes, behind everything.</summary>
    public HeatMap? Map { get; init; }

    /// <summary>Bars side by side, in place of lines.</summary>
    public IReadOnlyList<double> Bars { get; init; } = [];

    /// <summary>What the bars are called; empty where they are numbered.</summary>
    public IReadOnlyList<string> BarNames { get; init; } = [];

    /// <summary>How far a bar's value ranges, such as over seeds; empty where that is unknown.</summary>
    public IReadOnlyList<Interval> BarRanges { get; init; } = [];

    /// <summary>A value worth comparing with, drawn as a thin line.</summary>
    public (string Name, double Value)? Reference { get; init; }

    /// <summary>Whether there is nothing worth drawing over iterations: a line needs two points.</summary>
    public bool IsEmpty => Bars.Count == 0 && Map is null && Histogram is null && Lines.Concat(Clouds).All(line => line.Points.Count < 2);
}
