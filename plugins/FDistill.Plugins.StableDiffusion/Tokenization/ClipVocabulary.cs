using System.IO.Compression;
using System.Text.Json;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>The tokens of CLIP, and the merges that lead to them.</summary>
/// <param name="Ids">The number of each token.</param>
/// <param name="Ranks">Pairs of symbols that become one, the most frequent first.</param>
public sealed record ClipVocabulary(IReadOnlyDictionary<string, int> Ids, IReadOnlyDictionary<(string First, string Second), int> Ranks)
{
    /// <summary>The token at the start of every text.</summary>
    public const string Start = "<|startoftext|>";

    /// <summary>The token at the end of every text.</summary>
    public const string End = "<|endoftext|>";

    /// <summary>What marks the last symbol of a word.</summary>
    public const string EndOfWord = "</w>";

    private const string OpenAiFile = "bpe_simple_vocab_16e6.txt.gz";

    /// <summary>Merges in OpenAI's vocabulary, of which its file lists more
    /// than were used: 49152 tokens less 2 · 256 single bytes.</summary>
    private const int UsedMerges = 49152 - 256 - 2;

    /// <summary>Reads a vocabulary as tokenizer folders hold it: <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static ClipVocabulary OpenFolder(string folder)
    {
        var (vocabulary, merges) = (Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"));
        foreach (var file in new[] { vocabulary, merges })
            if (!File.Exists(file)) throw new InvalidDataException($"'{file}' is missing; a tokenizer's folder holds vocab.json and merges.txt");
        try
        {
            var ids = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(vocabulary)) ?? throw new JsonException("null");
            return Checked(new ClipVocabulary(ids, RanksOf(File.ReadLines(merges), merges)), vocabulary);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{vocabulary}' is no table of tokens and numbers: {error.Message}", error);
        }
    }

    /// <summary>The vocabulary of all published CLIP models (github.com/openai/CLIP,
    /// MIT licence), whose merges imply the tokens' numbers.</summary>
    public static ClipVocabulary OpenAi()
    {
        using var reader = new StreamReader(new GZipStream(OpenAiArchive(), CompressionMode.Decompress));
        var ranks = RanksOf(Lines(reader).Take(1 + UsedMerges), OpenAiFile);
        var bytes = ByteSymbols.Order.Select(ByteSymbols.Of).ToList();
        var tokens = bytes.Concat(bytes.Select(symbol => symbol + EndOfWord)).Concat(ranks.OrderBy(pair => pair.Value).Select(pair => pair.Key.First + pair.Key.Second)).Append(Start).Append(End);
        return new ClipVocabulary(tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id), ranks);
    }

    /// <summary>The file that <see cref="OpenAi"/> reads.</summary>
    internal static Stream OpenAiArchive() => typeof(ClipVocabulary).Assembly.GetManifestResourceStream(OpenAiFile)!;

    /// <summary>The first line is a remark on the version.</summary>
    private static Dictionary<(string First, string Second), int> RanksOf(IEnumerable<string> lines, string path)
    {
        var ranks = new Dictionary<(string, string), int>();
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var parts = line.Split(' ');
            if (parts.Length != 2) throw new InvalidDataException($"'{path}' holds the line '{line}', expected two symbols that become one");
            ranks[(parts[0], parts[1])] = ranks.Count;
        }
        return ranks;
    }

    private static ClipVocabulary Checked(ClipVocabulary vocabulary, string path)
    {
        var needed = ByteSymbols.Order.SelectMany(value => new[] { ByteSymbols.Of(value), ByteSymbols.Of(value) + EndOfWord }).Append(Start).Append(End);
        var missing = needed.Where(token => !vocabulary.Ids.ContainsKey(token)).ToList();
        return missing.Count == 0
            ? vocabulary
            : throw new InvalidDataException($"'{path}' lacks {missing.Count} tokens that every text may need, the first of them '{missing[0]}'");
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }
}
