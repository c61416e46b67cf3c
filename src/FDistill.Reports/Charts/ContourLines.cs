namespace FDistill.Reports.Charts;

/// <summary>Follows the lines along which a field has one value: marching squares
/// between the middles of its cells, joined to lines from end to end.</summary>
internal sealed class ContourLines
{
    private readonly Field field;
    private readonly double level;
    private readonly Dictionary<Edge, List<Edge>> neighbours = [];

    private ContourLines(Field field, double level)
    {
        (this.field, this.level) = (field, level);
        for (var row = 0; row < field.Plane.Rows - 1; row++)
            for (var column = 0; column < field.Plane.Columns - 1; column++)
                Cross(column, row);
    }

    /// <summary>The lines; a closed one ends where it begins.</summary>
    public static IReadOnlyList<IReadOnlyList<Point>> Of(Field field, double level)
    {
        var lines = new ContourLines(field, level);
        // Lines with ends first: from anywhere else they would be found in two parts.
        return [.. lines.neighbours.OrderBy(entry => entry.Value.Count).Select(entry => entry.Key).ToList().Select(lines.Follow).Where(line => line.Count > 1)];
    }

    /// <summary>Joins the sides of a square on which the field passes the level.</summary>
    private void Cross(int column, int row)
    {
        (int Column, int Row)[] corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        var values = corners.Select(corner => field[corner.Column, corner.Row]).ToArray();
        if (!values.All(double.IsFinite)) return;
        var crossed = Enumerable.Range(0, 4).Where(side => values[side] < level != values[(side + 1) % 4] < level).Select(side => Edge.Between(corners[side], corners[(side + 1) % 4])).ToList();
        // Of a saddle's two ways to join four crossings, the first corner decides.
        if (crossed.Count == 4 && values[0] < level == values.Average() < level) crossed = [.. crossed.Skip(1), crossed[0]];
        foreach (var pair in crossed.Chunk(2))
        {
            Join(pair[0], pair[1]);
            Join(pair[1], pair[0]);
        }
    }

    private void Join(Edge from, Edge to)
    {
        if (!neighbours.TryGetValue(from, out var known)) neighbours.Add(from, known = []);
        known.Add(to);
    }

    /// <summary>The line from an edge on, as far as it has not been followed before.</summary>
    private List<Point> Follow(Edge start)
    {
        var line = new List<Point> { Crossing(start) };
        for (var edge = start; neighbours[edge].Count > 0;)
        {
            var next = neighbours[edge][0];
            neighbours[edge].Remove(next);
            neighbours[next].Remove(edge);
            line.Add(Crossing(next));
            edge = next;
        }
        return line;
    }

    private Point Crossing(Edge edge)
    {
        var (from, to) = (field.Plane.Centre(edge.From.Column, edge.From.Row), field.Plane.Centre(edge.To.Column, edge.To.Row));
        var (before, after) = (field[edge.From.Column, edge.From.Row], field[edge.To.Column, edge.To.Row]);
        var share = (level - before) / (after - before);
        return new Point(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);
    }

    /// <summary>A side of a square, the same from both squares that it belongs to.</summary>
    private readonly record struct Edge((int Column, int Row) From, (int Column, int Row) To)
    {
        public static Edge Between((int Column, int Row) a, (int Column, int Row) b) => a.CompareTo(b) < 0 ? new Edge(a, b) : new Edge(b, a);
    }
}
