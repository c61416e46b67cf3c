namespace TorchSharp.Generator;

/// <summary>Reading text with brackets in it.</summary>
internal static class Text
{
    /// <summary>The parts between the commas that stand in no bracket and no string.</summary>
    public static List<string> SplitTopLevel(string text)
    {
        var parts = new List<string>();
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            if (quoted) continue;
            if (text[i] is '(' or '[' or '<' or '{') depth++;
            else if (text[i] is ')' or ']' or '>' or '}') depth--;
            else if (text[i] == ',' && depth == 0)
            {
                parts.Add(text.Substring(start, i - start).Trim());
                start = i + 1;
            }
        }
        var last = text.Substring(start).Trim();
        if (last.Length > 0) parts.Add(last);
        return parts;
    }

    /// <summary>Where the bracket was opened that is closed at a position.</summary>
    public static int OpeningOf(string text, int closing)
    {
        var depth = 0;
        for (var i = closing; i >= 0; i--)
        {
            if (text[i] == ')') depth++;
            else if (text[i] == '(' && --depth == 0) return i;
        }
        throw new FormatException($"'{text}' closes a bracket that it does not open");
    }
}
