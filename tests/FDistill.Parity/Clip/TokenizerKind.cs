using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Tokenization;

namespace FDistill.Parity.Clip;

/// <summary>CLIP's tokenizer.</summary>
internal sealed class TokenizerKind : ICheckKind
{
    public string Name => "clip.tokenizer";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        var tokenizer = new ClipTokenizer(Vocabulary(arguments), arguments.Integer("pad_id"), arguments.Integer("context_length"));
        if (tokenizer.Start != arguments.Integer("start_id")) throw arguments.Unknown("start_id", $"{tokenizer.Start}");
        if (tokenizer.End != arguments.Integer("end_id")) throw arguments.Unknown("end_id", $"{tokenizer.End}");

        var text = call.Text("text");
        var whole = tokenizer.EncodeBatch([text], arguments.OptionalText("prefix") ?? "").data<long>().ToArray();
        call.Return("ids", Plain(tokenizer.Encode(text)));
        call.Return("ids_with_specials", Plain(tokenizer.EncodeWhole(text)));
        call.Return("ids_77", Plain(whole));
    }

    /// <summary>The vocabulary comes with the plugin: the recording names it by its hash.</summary>
    private static ClipVocabulary Vocabulary(Kwargs arguments)
    {
        arguments.Irrelevant("vocabulary");
        using var archive = ClipVocabulary.OpenAiArchive();
        var hash = Convert.ToHexStringLower(SHA256.HashData(archive));
        return arguments.Text("vocabulary_sha256") == hash ? ClipVocabulary.OpenAi() : throw arguments.Unknown("vocabulary_sha256", hash);
    }

    private static JsonArray Plain<T>(IEnumerable<T> ids) => new([.. ids.Select(id => (JsonNode?)JsonValue.Create(id))]);
}
