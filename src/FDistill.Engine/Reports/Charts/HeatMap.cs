namespace FDistill.Engine.Reports.Charts;

/// <summary>A field as colours over its plane, with a bar that says which colour is which value. A cell whose value is not finite is grey.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">What its values measure, with the unit where there is one.</param>
public sealed record HeatMap(Field Field, string Label)
{
    /// <summary>The value that is shown white, values on both sides of it in colours of their own; null: from dark to light.</summary>
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
    /// <summary>The lines in pieces: marching squares between the middles of the field's cells.</summary>
    public IReadOnlyList<IReadOnlyList<Point>> Lines() =>
    [
        .. from level in Levels
           from row in Enumerable.Range(0, Field.Plane.Rows - 1)
           from column in Enumerable.Range(0, Field.Plane.Columns - 1)
           from piece in InSquare(column, row, level)
           select piece,
    ];

    /// <summary>The lines in the square of four cells: from each side on which the field passes the level to the next such side.</summary>
    private IEnumerable<IReadOnlyList<Point>> InSquare(int column, int row, double level)
    {
        (int Column, int Row)[] corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        var values = corners.Select(corner => Field[corner.Column, corner.Row]).ToArray();
        if (!values.All(double.IsFinite)) return [];
        var crossings = Enumerable.Range(0, 4).Where(side => values[side] < level != values[(side + 1) % 4] < level).Select(Point (side) =>
        {
            var (from, to) = (Centre(corners[side]), Centre(corners[(side + 1) % 4]));
            var share = (level - values[side]) / (values[(side + 1) % 4] - values[side]);
            return new Point(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);
        }).ToList();
        // Of a saddle's two ways to join four crossings, the first corner decides.
        if (crossings.Count == 4 && values[0] < level == values.Average() < level) crossings = [.. crossings.Skip(1), crossings[0]];
        return crossings.Chunk(2);
    }

    private Point Centre((int Column, int Row) cell) => Field.Plane.Centre(cell.Column, cell.Row);
}
