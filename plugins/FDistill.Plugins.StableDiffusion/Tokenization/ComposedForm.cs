using System.Text;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>
/// Unicode's normalisation form C: a letter and its marks become one
/// character where there is one (Unicode Standard Annex 15). .NET's own does
/// nothing where it runs without culture data.
/// </summary>
internal static class ComposedForm
{
    private const int HangulSyllable = 0xAC00, HangulLead = 0x1100, HangulVowel = 0x1161, HangulTail = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    private static readonly UnicodeTables Tables = UnicodeTables.Read();

    /// <summary>A text in this form.</summary>
    public static string Of(string text)
    {
        if (text.All(value => value < 0x300)) return text;
        var characters = text.EnumerateRunes().SelectMany(rune => Decompose(rune.Value)).ToList();
        Order(characters);
        return string.Concat(Compose(characters).Select(character => new Rune(character).ToString()));
    }

    private static IEnumerable<int> Decompose(int character)
    {
        var syllable = character - HangulSyllable;
        if (syllable is >= 0 and < Leads * Vowels * Tails)
        {
            int[] jamo = [HangulLead + (syllable / (Vowels * Tails)), HangulVowel + (syllable / Tails % Vowels), HangulTail + (syllable % Tails)];
            return syllable % Tails == 0 ? jamo[..2] : jamo;
        }
        return Tables.PartsOf(character) is { } parts ? parts.SelectMany(Decompose) : [character];
    }

    /// <summary>Sorts marks by their class; those of the same class stay as they are.</summary>
    private static void Order(List<int> characters)
    {
        for (var index = 1; index < characters.Count; index++)
        {
            for (var at = index; at > 0 && Tables.ClassOf(characters[at]) > 0 && Tables.ClassOf(characters[at - 1]) > Tables.ClassOf(characters[at]); at--)
                (characters[at - 1], characters[at]) = (characters[at], characters[at - 1]);
        }
    }

    /// <summary>Joins each starter with the marks behind it that nothing
    /// of their own class, or above it, keeps apart from it.</summary>
    private static List<int> Compose(List<int> characters)
    {
        var composed = new List<int>(characters.Count);
        var starter = -1;
        foreach (var character in characters)
        {
            var itsClass = Tables.ClassOf(character);
            var isApart = starter >= 0 && composed.Count > starter + 1 && Tables.ClassOf(composed[^1]) >= itsClass;
            if (starter >= 0 && !isApart && Join(composed[starter], character) is { } joined)
            {
                composed[starter] = joined;
                continue;
            }
            if (itsClass == 0) starter = composed.Count;
            composed.Add(character);
        }
        return composed;
    }

    private static int? Join(int first, int second)
    {
        var (lead, vowel) = (first - HangulLead, second - HangulVowel);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels) return HangulSyllable + (((lead * Vowels) + vowel) * Tails);
        var (syllable, tail) = (first - HangulSyllable, second - HangulTail);
        if (syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails) return first + tail;
        return Tables.Compose(first, second);
    }
}
