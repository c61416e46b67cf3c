using System.Text;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>Splits words into the tokens of a vocabulary: bytes at first, which the
/// vocabulary's merges join, most frequent first (Sennrich et al. 2016).</summary>
/// <param name="vocabulary">The vocabulary.</param>
internal sealed class BytePairEncoding(ClipVocabulary vocabulary)
{
    /// <summary>The numbers of a word's tokens.</summary>
    public IEnumerable<int> Encode(string word)
    {
        var symbols = Encoding.UTF8.GetBytes(word).Select(ByteSymbols.Of).ToList();
        symbols[^1] += ClipVocabulary.EndOfWord;
        while (BestPair(symbols) is { } pair) symbols = Merge(symbols, pair);
        return symbols.Select(symbol => vocabulary.Ids[symbol]);
    }

    private (string First, string Second)? BestPair(List<string> symbols)
    {
        (string, string)? best = null;
        var bestRank = int.MaxValue;
        foreach (var pair in symbols.Zip(symbols.Skip(1)))
            if (vocabulary.Ranks.TryGetValue(pair, out var rank) && rank < bestRank) (best, bestRank) = (pair, rank);
        return best;
    }

    private static List<string> Merge(List<string> symbols, (string First, string Second) pair)
    {
        var merged = new List<string>(symbols.Count);
        for (var index = 0; index < symbols.Count; index++)
        {
            var found = index + 1 < symbols.Count && symbols[index] == pair.First && symbols[index + 1] == pair.Second;
            merged.Add(found ? pair.First + pair.Second : symbols[index]);
            if (found) index++;
        }
        return merged;
    }
}
