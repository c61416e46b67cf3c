namespace FDistill.Engine.Reports.Charts;

/// <summary>A picture of numbers and what it tells.</summary>
public sealed record Chart
{
    /// <summary>How many lines a chart can tell apart.</summary>
    public const int MostLines = 6;

    /// <summary>What is shown, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What to look for in it: one or two sentences.</summary>
    public required string Caption { get; init; }

    /// <summary>What the horizontal axis counts.</summary>
    public string XLabel { get; init; } = "iteration";

    /// <summary>What the vertical axis measures, with its unit where it has one.</summary>
    public required string YLabel { get; init; }

    /// <summary>Whether the vertical axis is logarithmic. It is linear all the same where a value is not positive.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Lines over the iterations, at most <see cref="MostLines"/>; a series without points is left out.</summary>
    public IReadOnlyList<Series> Lines { get; init; } = [];

    /// <summary>An area between a lower and an upper series of the same iterations, behind the lines.</summary>
    public (string Name, Series Lower, Series Upper)? Band { get; init; }

    /// <summary>Bars side by side, in place of lines.</summary>
    public IReadOnlyList<double> Bars { get; init; } = [];

    /// <summary>A value worth comparing with, drawn as a thin line.</summary>
    public (string Name, double Value)? Reference { get; init; }

    /// <summary>The style of a line: that of its place, so that charts of the same series look alike even where one of them has nothing to show.</summary>
    internal string StyleOf(Series line) => $"s{Lines.Index().First(entry => ReferenceEquals(entry.Item, line)).Index + 1}";

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => Bars.Count == 0 && Lines.All(line => line.Points.Count < 2);
}
