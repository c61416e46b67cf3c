namespace FDistill.Reports.Charts;

/// <summary>A rectangle of the plane in cells of one size.</summary>
/// <param name="X">Its horizontal extent.</param>
/// <param name="Y">Its vertical extent.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
public sealed record Plane(Interval X, Interval Y, int Columns, int Rows)
{
    /// <summary>The middle of every cell, row by row from the
    /// lower left: where a field's values are those of.</summary>
    public IEnumerable<Point> Centres => from row in Enumerable.Range(0, Rows) from column in Enumerable.Range(0, Columns) select Centre(column, row);

    /// <summary>The middle of a cell.</summary>
    /// <param name="column">From the left.</param>
    /// <param name="row">From below.</param>
    public Point Centre(int column, int row) =>
        new(X.Lower + (column + 0.5) / Columns * (X.Upper - X.Lower), Y.Lower + (row + 0.5) / Rows * (Y.Upper - Y.Lower));
}

/// <summary>A number at every place of a plane.</summary>
/// <param name="Plane">The plane.</param>
/// <param name="Values">The value of each cell, in the order of <see cref="Charts.Plane.Centres"/>.</param>
public sealed record Field(Plane Plane, IReadOnlyList<double> Values)
{
    /// <summary>The value of a cell.</summary>
    /// <param name="column">From the left.</param>
    /// <param name="row">From below.</param>
    public double this[int column, int row] => Values[row * Plane.Columns + column];
}
