using System.Globalization;
using System.Text;

namespace FDistill.Formats.Images.Lettering;

/// <summary>Breaks a text into lines of characters of one width.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text: broken between words, and within those that are longer than a line.</summary>
    /// <param name="text">The text; characters without a width, accents of their own among them, are left out.</param>
    /// <param name="width">The most characters in a line.</param>
    /// <returns>At least one line.</returns>
    public static IReadOnlyList<IReadOnlyList<Rune>> Lines(string text, int width)
    {
        var lines = new List<IReadOnlyList<Rune>>();
        var line = new List<Rune>();
        foreach (var word in Words(text).SelectMany(word => word.Chunk(width)))
        {
            if (line.Count > 0 && line.Count + 1 + word.Length > width)
            {
                lines.Add(line);
                line = [];
            }
            if (line.Count > 0) line.Add(new Rune(' '));
            line.AddRange(word);
        }
        lines.Add(line);
        return lines;
    }

    private static IEnumerable<Rune[]> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.EnumerateRunes().Where(HasWidth).ToArray());

    private static bool HasWidth(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
