using System.Text.Encodings.Web;
using System.Text.Json;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.StableDiffusion.Tokenization;

namespace TinyTextToImage.Training;

/// <summary>A byte-pair vocabulary of the captions' own words (Sennrich et al.
/// 2016): CLIP's alphabet, and merges until every word is one token.</summary>
internal static class Vocabulary
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the tokenizer beside the text encoder and beside CLIP.</summary>
    public static void Write(World world)
    {
        var merges = Learn(CaptionedDigitsDataset.Captions.SelectMany(caption => caption.Split(' ')));
        var alphabet = ClipVocabulary.OpenAi().Ids.OrderBy(pair => pair.Value).Take(2 * 256).Select(pair => pair.Key);
        var tokens = alphabet.Concat(merges.Select(pair => pair.First + pair.Second)).Append(ClipVocabulary.Start).Append(ClipVocabulary.End);
        var vocabulary = JsonSerializer.Serialize(tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id), Readable);
        string[] lines = ["#version: 0.2", .. merges.Select(pair => $"{pair.First} {pair.Second}")];
        const string settings = """
            {
              "bos_token": "<|startoftext|>",
              "do_lower_case": true,
              "eos_token": "<|endoftext|>",
              "model_max_length": 8,
              "pad_token": "<|endoftext|>",
              "tokenizer_class": "CLIPTokenizer",
              "unk_token": "<|endoftext|>"
            }

            """;
        foreach (var folder in new[] { Path.Combine(world.Model, "tokenizer"), world.Clip })
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "vocab.json"), vocabulary + "\n");
            File.WriteAllText(Path.Combine(folder, "merges.txt"), string.Join('\n', lines) + "\n");
            File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), settings);
        }
        Console.WriteLine($"{2 * 256 + merges.Count + 2} tokens, {merges.Count} of them merges");
    }

    /// <summary>Merges the most frequent pair of symbols, again and again;
    /// of equally frequent ones the first by its letters.</summary>
    private static List<(string First, string Second)> Learn(IEnumerable<string> text)
    {
        var words = text.CountBy(word => word).Select(word => (Symbols: Spell(word.Key), Count: word.Value)).ToList();
        var merges = new List<(string First, string Second)>();
        while (words.Any(word => word.Symbols.Count > 1))
        {
            var (first, second) = words
                .SelectMany(word => word.Symbols.Zip(word.Symbols.Skip(1)).Select(pair => (Pair: pair, word.Count)))
                .GroupBy(entry => entry.Pair, entry => entry.Count)
                .OrderByDescending(group => group.Sum()).ThenBy(group => $"{group.Key.First} {group.Key.Second}", StringComparer.Ordinal)
                .First().Key;
            merges.Add((first, second));
            foreach (var (symbols, _) in words) Merge(symbols, first, second);
        }
        return merges;
    }

    private static List<string> Spell(string word) => [.. word.Select((letter, index) => letter + (index == word.Length - 1 ? ClipVocabulary.EndOfWord : ""))];

    private static void Merge(List<string> symbols, string first, string second)
    {
        for (var index = 0; index + 1 < symbols.Count; index++)
        {
            if (symbols[index] != first || symbols[index + 1] != second) continue;
            symbols[index] = first + second;
            symbols.RemoveAt(index + 1);
        }
    }
}
