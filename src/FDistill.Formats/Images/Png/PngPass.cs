namespace FDistill.Formats.Images.Png;

/// <summary>A part of an image's pixels that a PNG stores together: all of them, or one of Adam7's passes.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Across">Columns from a pixel to the next one.</param>
/// <param name="Down">Rows from a row to the next one.</param>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>The passes of an image that have pixels, in the order stored.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header) =>
        (header.IsInterlaced ? Adam7 : Whole).Where(pass => pass.Columns(header) > 0 && pass.Rows(header) > 0);

    /// <summary>Pixels in a row.</summary>
    public int Columns(PngHeader header) => (header.Width - Left + Across - 1) / Across;

    /// <summary>Rows.</summary>
    public int Rows(PngHeader header) => (header.Height - Top + Down - 1) / Down;
}
