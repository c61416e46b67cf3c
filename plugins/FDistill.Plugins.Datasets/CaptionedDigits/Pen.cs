namespace FDistill.Plugins.Datasets.CaptionedDigits;

/// <summary>Draws a line with a round pen, in grey at the rim.</summary>
internal static class Pen
{
    /// <summary>Height and width of the image, in pixels.</summary>
    public const int Side = 32;

    /// <summary>Drawn at twice the resolution, with what is left of it around the line.</summary>
    private const int Fine = 2 * Side, Margin = (Fine - Skeleton.Side) / 2;

    /// <summary>Draws.</summary>
    /// <param name="line">Where the pen goes, in cells of half a pixel.</param>
    /// <param name="width">The pen's width, in pixels.</param>
    /// <param name="image">32 × 32 values in [−1, 1], −1 black.</param>
    public static void Draw(IReadOnlyList<(int Row, int Column)> line, float width, Span<float> image)
    {
        Span<float> ink = stackalloc float[Fine * Fine];
        ink.Clear();
        // In cells of half a pixel the pen's radius is its width in pixels.
        foreach (var (row, column) in line) Dab(row + Margin, column + Margin, width, ink);
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
            {
                var corner = 2 * (row * Fine + column);
                image[row * Side + column] = (ink[corner] + ink[corner + 1] + ink[corner + Fine] + ink[corner + Fine + 1]) / 2 - 1;
            }
    }

    private static void Dab(int row, int column, float radius, Span<float> ink)
    {
        var reach = (int)MathF.Ceiling(radius);
        for (var y = Math.Max(0, row - reach); y <= Math.Min(Fine - 1, row + reach); y++)
            for (var x = Math.Max(0, column - reach); x <= Math.Min(Fine - 1, column + reach); x++)
            {
                var distance = MathF.Sqrt((y - row) * (y - row) + (x - column) * (x - column));
                ref var cell = ref ink[y * Fine + x];
                cell = MathF.Max(cell, Math.Clamp(radius + 0.5f - distance, 0, 1));
            }
    }
}
