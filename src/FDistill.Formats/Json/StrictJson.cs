using System.Text.Json;

namespace FDistill.Formats.Json;

/// <summary>Reads JSON whose texts are looked at when it is read. A <see cref="JsonDocument"/> by
/// itself looks at a text when it is asked for, and throws <see cref="InvalidOperationException"/>
/// only then: for half a surrogate pair, which crawled captions are full of, and for bytes that are no UTF-8.</summary>
internal static class StrictJson
{
    /// <summary>Reads a JSON value.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="JsonException">It is no JSON, or a text in it is no Unicode.</exception>
    public static JsonDocument Parse(byte[] utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        // Bytes that mark the beginning of UTF-8 belong to the file, not to its content.
        var content = utf8.AsMemory(utf8.AsSpan().StartsWith("\ufeff"u8) ? 3 : 0);
        Check(content.Span);
        return JsonDocument.Parse(content);
    }

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
        }
        catch (InvalidOperationException malformed)
        {
            throw new JsonException($"the text at byte {reader.TokenStartIndex} is no Unicode: half a surrogate pair, or no UTF-8", malformed);
        }
    }
}
