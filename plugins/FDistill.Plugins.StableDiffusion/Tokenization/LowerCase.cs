using System.Globalization;
using System.Text;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>Lower case by Unicode's full mapping, as the vocabulary was made with:
/// besides the simple mapping, İ becomes i with a dot, and Σ at a word's end ς.</summary>
internal static class LowerCase
{
    /// <summary>A text in lower case.</summary>
    public static string Of(string text)
    {
        var lower = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == 'İ') lower.Append("i\u0307");
            else if (text[index] == 'Σ') lower.Append(EndsWord(text, index) ? 'ς' : 'σ');
            else lower.Append(text[index]);
        }
        return lower.ToString().ToLowerInvariant();
    }

    private static bool EndsWord(string text, int index) => IsCased(text, index, -1) && !IsCased(text, index, 1);

    /// <summary>Whether the nearest character that is not ignored has a case.</summary>
    private static bool IsCased(string text, int index, int step)
    {
        for (var at = index + step; at >= 0 && at < text.Length; at += step)
        {
            if (IsIgnored(text[at])) continue;
            return char.IsUpper(text[at]) || char.IsLower(text[at]) || char.IsSurrogate(text[at]);
        }
        return false;
    }

    private static bool IsIgnored(char value) =>
        value is '\'' or '.' or ':' or '^' or '`' or '¨' or '·' or '’' ||
        char.GetUnicodeCategory(value) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
