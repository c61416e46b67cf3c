namespace FDistill.Reports.Charts.Drawing;

/// <summary>The colours of charts, by what they are for; <see cref="Palette"/> says what they look like.</summary>
internal enum Ink
{
    /// <summary>What is behind everything.</summary>
    Ground,

    /// <summary>Titles.</summary>
    Text,

    /// <summary>Axes and their labels.</summary>
    Muted,

    /// <summary>The grid.</summary>
    Faint,

    /// <summary>The first series.</summary>
    Series1,

    /// <summary>The second series.</summary>
    Series2,

    /// <summary>The third series.</summary>
    Series3,

    /// <summary>The fourth series.</summary>
    Series4,

    /// <summary>The fifth series.</summary>
    Series5,

    /// <summary>The sixth series.</summary>
    Series6,

    /// <summary>White on every ground, for what is drawn over a map.</summary>
    White,

    /// <summary>All but black on every ground, for what is drawn over a map.</summary>
    Black,
}
