using System.Globalization;
using System.Text;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>Cleans a text and cuts it into the pieces that are encoded one by one (CLIP's tokenizer).</summary>
internal static class Words
{
    private static readonly string[] Special = [ClipVocabulary.Start, ClipVocabulary.End];
    private static readonly string[] Endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>Special tokens, English endings, runs of letters,
    /// single digits, and runs of anything else but blanks.</summary>
    public static IEnumerable<string> In(string text)
    {
        var cleaned = Clean(text);
        for (var start = 0; start < cleaned.Length;)
        {
            var length = LengthAt(cleaned, start, out var isBlank);
            if (!isBlank) yield return cleaned.Substring(start, length);
            start += length;
        }
    }

    /// <summary>Composed characters, in lower case.</summary>
    private static string Clean(string text) => LowerCase.Of(ComposedForm.Of(text));

    private static int LengthAt(string text, int start, out bool isBlank)
    {
        isBlank = false;
        foreach (var piece in Special.Concat(Endings))
            if (string.CompareOrdinal(text, start, piece, 0, piece.Length) == 0) return piece.Length;

        var kind = KindAt(text, start, out var length);
        isBlank = kind == Kind.Blank;
        if (kind is Kind.Blank or Kind.Digit) return length;
        while (start + length < text.Length && KindAt(text, start + length, out var next) == kind) length += next;
        return length;
    }

    private static Kind KindAt(string text, int index, out int length)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length) != System.Buffers.OperationStatus.Done) return Kind.Other;
        if (Rune.IsWhiteSpace(rune)) return Kind.Blank;
        if (Rune.IsLetter(rune)) return Kind.Letter;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Digit : Kind.Other;
    }

    private enum Kind
    {
        Blank,
        Letter,
        Digit,
        Other,
    }
}
