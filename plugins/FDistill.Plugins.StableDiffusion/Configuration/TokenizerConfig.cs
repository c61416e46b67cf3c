using System.Text.Json;

namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>What <c>tokenizer_config.json</c> says of a tokenizer.</summary>
/// <param name="Padding">The token that fills a text up. (Stable Diffusion
/// and SDXL's first: the end token; SDXL's second: <c>!</c>)</param>
/// <param name="Length">Tokens in a text.</param>
public sealed record TokenizerConfig(string Padding, int Length)
{
    /// <summary>Reads a tokenizer's settings. Those that do not
    /// change which tokens a text has are passed over.</summary>
    public static TokenizerConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("tokenizer_class", "\"CLIPTokenizer\"", "\"CLIPTokenizerFast\"");
        file.Only("do_lower_case", "true");
        return new TokenizerConfig(Token(file, "pad_token", "<|endoftext|>"), file.Integer("model_max_length", 77));
    }

    /// <summary>A token is written as a text, or as an object that says more of it.</summary>
    private static string Token(ConfigFile file, string key, string otherwise) => file.Find(key) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object } token when token.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String => content.GetString()!,
        { } other => throw file.Wrong(key, other, "a token"),
    };
}
