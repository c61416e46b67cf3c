namespace FDistill.Reports.Charts.Drawing;

/// <summary>Breaks a text between words into lines that fit a width.</summary>
internal static class WrappedLine
{
    public static IReadOnlyList<string> Of(string text, double width, double size)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Outlines.Font.Width($"{lines[^1]} {word}", size) <= width) lines[^1] += $" {word}";
            else lines.Add(word);
        }
        return lines;
    }
}
