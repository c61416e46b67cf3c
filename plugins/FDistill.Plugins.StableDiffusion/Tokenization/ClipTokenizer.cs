using FDistill.Plugins.StableDiffusion.Configuration;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>CLIP's tokenizer: texts to the numbers that text encoders take.</summary>
public sealed class ClipTokenizer
{
    private readonly BytePairEncoding encoding;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="padding">The number that fills a text up.</param>
    /// <param name="length">Numbers in a text, its start and end among them. (CLIP: 77)</param>
    public ClipTokenizer(ClipVocabulary vocabulary, int padding, int length = 77)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        encoding = new BytePairEncoding(vocabulary);
        (Start, End, Padding, Length) = (vocabulary.Ids[ClipVocabulary.Start], vocabulary.Ids[ClipVocabulary.End], padding, length);
    }

    /// <summary>The number at the start of every text.</summary>
    public int Start { get; }

    /// <summary>The number at its end.</summary>
    public int End { get; }

    /// <summary>The number that fills it up.</summary>
    public int Padding { get; }

    /// <summary>Numbers in a text.</summary>
    public int Length { get; }

    /// <summary>Opens a tokenizer's folder: <c>vocab.json</c>, <c>merges.txt</c>, and
    /// <c>tokenizer_config.json</c>, which says what texts are padded with.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static ClipTokenizer Open(string folder)
    {
        var vocabulary = ClipVocabulary.OpenFolder(folder);
        var settings = TokenizerConfig.Read(ConfigFile.Open(Path.Combine(folder, "tokenizer_config.json")));
        return vocabulary.Ids.TryGetValue(settings.Padding, out var padding)
            ? new ClipTokenizer(vocabulary, padding, settings.Length)
            : throw new InvalidDataException($"The tokenizer in '{folder}' pads with '{settings.Padding}', which its vocabulary does not have");
    }

    /// <summary>The numbers of a text, without start and end, however long it is.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Words.In(text).SelectMany(word => word switch
        {
            ClipVocabulary.Start => [Start],
            ClipVocabulary.End => [End],
            _ => encoding.Encode(word),
        })];
    }

    /// <summary>Whether a text has more tokens than there are places, so that its end will not be seen.</summary>
    public bool IsTooLong(string text) => Encode(text).Count + 2 > Length;

    /// <summary>Start, text and end; a text that is too long is cut, and ends all the same.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">A text that goes before it; its tokens
    /// are its own, and do not merge with those of the text.</param>
    public IReadOnlyList<int> EncodeWhole(string text, string prefix = "")
    {
        int[] whole = [Start, .. Encode(prefix), .. Encode(text), End];
        return whole.Length <= Length ? whole : [.. whole.Take(Length - 1), End];
    }

    /// <summary>Texts filled up to the full length.</summary>
    /// <param name="texts">N texts.</param>
    /// <param name="prefix">A text that goes before each.</param>
    /// <returns>[N, length] int64 on the CPU.</returns>
    public Tensor EncodeBatch(IReadOnlyList<string> texts, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ids = texts.Select(text => EncodeWhole(text, prefix)).SelectMany(whole => whole.Concat(Enumerable.Repeat(Padding, Length - whole.Count)));
        return tensor([.. ids.Select(id => (long)id)], [texts.Count, Length], dtype: int64, device: CPU);
    }
}
