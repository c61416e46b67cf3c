namespace FDistill.Reports.Charts;

/// <summary>A field as colours over its plane, with a bar that says which
/// colour is which value. A cell whose value is not finite is grey.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">What its values measure, with the unit where there is one.</param>
public sealed record HeatMap(Field Field, string Label)
{
    /// <summary>The value that is shown white, values on both sides of
    /// it in colours of their own; null: from dark to light.</summary>
    public double? Middle { get; init; }

    /// <summary>Whether colours follow the logarithm of the values, which are positive then.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The values of the outermost colours; null for the smallest and the largest finite value.</summary>
    public Interval? Range { get; init; }

    /// <summary>Lines of equal height over the colours.</summary>
    public IReadOnlyList<Contours> Contours { get; init; } = [];
}

/// <summary>Lines along which a field has one of some values.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Field">The field.</param>
/// <param name="Levels">The values.</param>
public sealed record Contours(string Name, Field Field, IReadOnlyList<double> Levels)
{
    /// <summary>The lines; a closed one ends where it begins.</summary>
    public IReadOnlyList<IReadOnlyList<Point>> Lines() => [.. Levels.SelectMany(level => ContourLines.Of(Field, level))];
}
