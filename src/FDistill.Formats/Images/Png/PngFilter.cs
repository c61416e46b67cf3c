namespace FDistill.Formats.Images.Png;

/// <summary>Takes back the differences that a PNG stores instead of a row's bytes (ISO/IEC 15948, 9).</summary>
internal static class PngFilter
{
    /// <summary>Turns a filtered row into the row, in place.</summary>
    /// <param name="filter">The filter's number.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above; zeros above the first.</param>
    /// <param name="step">Bytes from a sample to the same one of the pixel to the left.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var k = step; k < row.Length; k++) row[k] += row[k - step];
                break;
            case 2:
                for (var k = 0; k < row.Length; k++) row[k] += above[k];
                break;
            case 3:
                for (var k = 0; k < row.Length; k++) row[k] += (byte)(((k < step ? 0 : row[k - step]) + above[k]) / 2);
                break;
            case 4:
                for (var k = 0; k < Math.Min(step, row.Length); k++) row[k] += above[k];
                for (var k = step; k < row.Length; k++) row[k] += Paeth(row[k - step], above[k], above[k - step]);
                break;
            default:
                throw new InvalidDataException($"it is damaged: there is no filter {filter}.");
        }
    }

    /// <summary>Which of left, above and above-left is nearest to left + above − above-left.</summary>
    private static byte Paeth(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - 2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
