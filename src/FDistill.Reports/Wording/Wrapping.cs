namespace FDistill.Reports.Wording;

/// <summary>Breaks long lines between words.</summary>
internal static class Wrapping
{
    /// <summary>A text whose lines fit a width, where its words
    /// do; a broken line goes on further to the right.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns.</param>
    /// <param name="hang">How much further to the right.</param>
    public static string Wrap(string text, int width, int hang = 2) =>
        string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Break(line, width, hang)));

    private static IEnumerable<string> Break(string line, int width, int hang)
    {
        var indent = line.Length - line.TrimStart().Length;
        var hanging = new string(' ', indent + hang);
        while (line.Length > width)
        {
            var at = line.LastIndexOf(' ', width);
            if (at <= indent || line[..at].Trim().Length == 0) at = line.IndexOf(' ', Math.Min(line.Length, indent + hang + 1));
            if (at < 0) break;
            yield return line[..at].TrimEnd();
            indent = hanging.Length;
            line = hanging + line[at..].TrimStart();
        }

        yield return line;
    }
}
