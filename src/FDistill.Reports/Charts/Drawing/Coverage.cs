namespace FDistill.Reports.Charts.Drawing;

/// <summary>How much of every pixel some polygons cover, exactly: every edge adds the signed
/// area that it cuts off to its right, and a sum along the row gives the coverage.</summary>
/// <remarks>The polygons of one shape go round the same way; a hole goes
/// round the other. Where they overlap, they cover a pixel once.</remarks>
internal sealed class Coverage
{
    private readonly float[] differences;
    private readonly int stride;

    /// <summary>Computes the coverage by polygons, at least one.</summary>
    public Coverage(IReadOnlyList<IReadOnlyList<Point>> polygons)
    {
        Left = (int)Math.Floor(polygons.Min(polygon => polygon.Min(point => point.X)));
        Top = (int)Math.Floor(polygons.Min(polygon => polygon.Min(point => point.Y)));
        Width = (int)Math.Ceiling(polygons.Max(polygon => polygon.Max(point => point.X))) - Left + 1;
        Height = (int)Math.Ceiling(polygons.Max(polygon => polygon.Max(point => point.Y))) - Top + 1;
        stride = Width + 2;
        differences = new float[stride * Height];
        foreach (var polygon in polygons)
            for (var k = 0; k < polygon.Count; k++)
                Add(Local(polygon[k]), Local(polygon[(k + 1) % polygon.Count]));
    }

    /// <summary>The pixel at which the covered part of the picture begins.</summary>
    public int Left { get; }

    /// <summary>The row at which it begins.</summary>
    public int Top { get; }

    /// <summary>Its width.</summary>
    public int Width { get; }

    /// <summary>Its height.</summary>
    public int Height { get; }

    /// <summary>The coverage of a row's pixels, 0 to 1.</summary>
    public IEnumerable<float> Row(int row)
    {
        var sum = 0f;
        for (var x = 0; x < Width; x++)
        {
            sum += differences[row * stride + x];
            yield return Math.Min(1, Math.Abs(sum));
        }
    }

    private Point Local(Point point) => new(point.X - Left, point.Y - Top);

    private void Add(Point from, Point to)
    {
        if (from.Y == to.Y) return;
        var direction = from.Y < to.Y ? 1 : -1;
        var (upper, lower) = direction > 0 ? (from, to) : (to, from);
        var slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        for (var row = (int)upper.Y; row < lower.Y; row++)
        {
            var (begin, end) = (Math.Max(row, upper.Y), Math.Min(row + 1, lower.Y));
            AddInRow(row, upper.X + (begin - upper.Y) * slope, upper.X + (end - upper.Y) * slope, (end - begin) * direction);
        }
    }

    /// <summary>Adds a piece of an edge inside one row: to each pixel that it crosses the
    /// area to its right, to the next what is missing to the piece's height.</summary>
    private void AddInRow(int row, double x, double next, double height)
    {
        var (left, right) = x < next ? (x, next) : (next, x);
        for (var pixel = (int)left; pixel <= (int)right; pixel++)
        {
            var (begin, end) = (Math.Max(left, pixel), Math.Min(right, pixel + 1));
            var share = right > left ? height * (end - begin) / (right - left) : height;
            var covered = share * (pixel + 1 - (begin + end) / 2);
            differences[row * stride + pixel] += (float)covered;
            differences[row * stride + pixel + 1] += (float)(share - covered);
        }
    }
}
