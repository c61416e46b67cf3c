using System.Text.Json;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Tokenization;

public class TokenizerTests
{
    private static readonly ClipTokenizer Tokenizer = new(Some.Vocabulary, padding: 49407);

    [Fact]
    public void The_published_vocabulary_has_its_49408_tokens_with_start_and_end_last()
    {
        Assert.Equal(49408, Some.Vocabulary.Ids.Count);
        Assert.Equal((49406, 49407), (Tokenizer.Start, Tokenizer.End));
    }

    [Theory]
    [InlineData("a photo of a cat", new[] { 320, 1125, 539, 320, 2368 })]
    [InlineData("A  Photo\tOF a CAT ", new[] { 320, 1125, 539, 320, 2368 })]
    [InlineData("it's", new[] { 585, 568 })]
    [InlineData("", new int[0])]
    [InlineData("🐱", new[] { 22979 })]
    public void Known_texts_have_their_known_numbers(string text, int[] ids) => Assert.Equal(ids, Tokenizer.Encode(text));

    [Fact]
    public void Composed_and_decomposed_characters_are_the_same() =>
        Assert.Equal(Tokenizer.Encode("caf\u00e9"), Tokenizer.Encode("cafe\u0301"));

    [Fact]
    public void Tokens_put_together_are_the_text_without_its_blanks() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var clean = string.Concat(LowerCase.Of(Valid(text.Get)).Where(value => !char.IsWhiteSpace(value)));
            var symbols = Tokenizer.Encode(Valid(text.Get)).Select(id => Names[id].Replace(ClipVocabulary.EndOfWord, "", StringComparison.Ordinal));
            return string.Concat(symbols) == string.Concat(System.Text.Encoding.UTF8.GetBytes(clean).Select(ByteSymbols.Of));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_text_fills_77_places_begins_with_the_start_and_holds_the_end()
    {
        Prop.ForAll<NonNull<string>>(text =>
        {
            using var scope = NewDisposeScope();
            var ids = Tokenizer.EncodeBatch([text.Get]).data<long>().ToArray();
            return ids.Length == 77 && ids[0] == Tokenizer.Start && ids.Contains(Tokenizer.End);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_text_is_cut_and_ends_all_the_same()
    {
        var ids = Tokenizer.EncodeWhole(string.Join(' ', Enumerable.Repeat("cat", 100)));
        Assert.Equal(77, ids.Count);
        Assert.Equal(Tokenizer.End, ids[^1]);
    }

    [Fact]
    public void A_folder_gives_the_same_tokenizer_and_says_what_it_pads_with()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        WriteVocabulary(folder);
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{ "pad_token": "!", "model_max_length": 9, "tokenizer_class": "CLIPTokenizer" }""");
        using var scope = NewDisposeScope();
        Assert.Equal([49406, 320, 2368, 49407, 0, 0, 0, 0, 0], ClipTokenizer.Open(folder).EncodeBatch(["a cat"]).data<long>().ToArray());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_vocabulary_that_lacks_bytes_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "vocab.json"), """{ "a": 0 }""");
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\n");
        Assert.Contains("vocab.json", Assert.Throws<InvalidDataException>(() => ClipVocabulary.OpenFolder(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static readonly Dictionary<int, string> Names = Some.Vocabulary.Ids.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Composed text without surrogates that stand alone.</summary>
    private static string Valid(string text) =>
        ComposedForm.Of(string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())));

    private static void WriteVocabulary(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(Some.Vocabulary.Ids));
        File.WriteAllLines(Path.Combine(folder, "merges.txt"), Some.Vocabulary.Ranks.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key.First} {pair.Key.Second}").Prepend("#version: 0.2"));
    }
}
