using FDistill.Formats.Files;
using FDistill.Formats.Images.Png;
using FDistill.Reports.Charts.Drawing;

namespace FDistill.Reports.Charts;

/// <summary>Writes charts to a file of the kind that its name's ending says:
/// <c>.svg</c>, light or dark as its reader's screen is, or <c>.png</c>.</summary>
public static class ChartFile
{
    private const string Svg = ".svg", Png = ".png";
    private const double PixelsPerUnit = 2;

    /// <summary>Makes sure that a file can be written by its ending, before anything is computed for it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It ends in something else.</exception>
    public static void CheckEnding(string path)
    {
        var ending = Path.GetExtension(path);
        if (!IsSvg(ending) && !Is(ending, Png)) throw new InvalidDataException($"{path}: found the ending '{ending}', expected {Svg} or {Png}: the file's name says what kind of picture it is.");
    }

    /// <summary>Writes a chart.</summary>
    /// <param name="path">The file; replaced where it exists, its folder made where there is none.</param>
    /// <param name="chart">The chart.</param>
    /// <exception cref="InvalidDataException">The file ends in something
    /// else, or the chart has nothing that can be drawn.</exception>
    public static void Write(string path, Chart chart) => Write(path, new ChartSheet("", [chart]));

    /// <summary>Writes several charts in one picture.</summary>
    /// <param name="path">The file; replaced where it exists, its folder made where there is none.</param>
    /// <param name="sheet">The charts.</param>
    /// <exception cref="InvalidDataException">The file ends in something
    /// else, or a chart has nothing that can be drawn.</exception>
    public static void Write(string path, ChartSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        Write(path, SheetPicture.Of(sheet), SheetPicture.TitleOf(sheet), SheetPicture.Describe(sheet));
    }

    /// <summary>Writes pictures side by side.</summary>
    /// <param name="path">The file; replaced where it exists, its folder made where there is none.</param>
    /// <param name="sheet">The pictures.</param>
    /// <exception cref="InvalidDataException">The file ends in something else.</exception>
    public static void Write(string path, PictureSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        Write(path, sheet.Texts.Count > 0 ? CaptionedPicture.Of(sheet) : PanelPicture.Of(sheet), sheet.Title, $"{sheet.Caption} {string.Join(", ", sheet.Panels.Select(panel => panel.Name))}.");
    }

    private static void Write(string path, Sketch sketch, string title, string description)
    {
        CheckEnding(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (IsSvg(Path.GetExtension(path))) Durable.WriteFile(path, SvgWriter.File(sketch, title, description));
        else PngWriter.Write(path, Painter.Paint(sketch, PixelsPerUnit));
    }

    private static bool IsSvg(string ending) => Is(ending, Svg);

    private static bool Is(string ending, string expected) => ending.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
