using System.Text;
using System.Text.Json;

namespace FDistill.Hosting.RunFiles;

/// <summary>A JSON text as flat entries: paths of keys, their values, and where they stand.</summary>
/// <remarks>Comments and trailing commas are allowed. An empty object or list
/// is the value <see cref="EmptyObject"/> or <see cref="EmptyList"/>.</remarks>
internal sealed class JsonEntries
{
    /// <summary>The value that stands for <c>{}</c>.</summary>
    public const string EmptyObject = "{}";

    /// <summary>The value that stands for <c>[]</c>.</summary>
    public const string EmptyList = "[]";

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly byte[] text;

    private JsonEntries(byte[] text) => this.text = text;

    /// <summary>Whether the text is an object, not a list or a single value.</summary>
    public bool IsObject { get; private set; }

    /// <summary>The values by path; null for a JSON null.</summary>
    public Dictionary<string, string?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The line of every key and list entry, from 1 on.</summary>
    public Dictionary<string, int> Lines { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that are given twice in one object, with the line of the second.</summary>
    public List<(string Path, int Line)> Duplicates { get; } = [];

    /// <summary>Reads a JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="root">The path of the value itself.</param>
    /// <exception cref="JsonException">It is not JSON; the exception knows line and column.</exception>
    public static JsonEntries Read(string json, string root = "")
    {
        var entries = new JsonEntries(Encoding.UTF8.GetBytes(json));
        var reader = new Utf8JsonReader(entries.text, Lenient);
        try
        {
            reader.Read();
            entries.IsObject = reader.TokenType == JsonTokenType.StartObject;
            entries.Add(ref reader, root);
            reader.Read();
            return entries;
        }
        catch (InvalidOperationException malformed)
        {
            var before = entries.text.AsSpan(0, (int)reader.TokenStartIndex);
            throw new JsonException("a text is no Unicode: half a surrogate pair", path: null, before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n') - 1, malformed);
        }
    }

    private void Add(ref Utf8JsonReader reader, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: AddObject(ref reader, path); break;
            case JsonTokenType.StartArray: AddList(ref reader, path); break;
            case JsonTokenType.Null: Values[path] = null; break;
            case JsonTokenType.String: Values[path] = reader.GetString(); break;
            default: Values[path] = Encoding.UTF8.GetString(reader.ValueSpan); break;
        }
    }

    private void AddObject(ref Utf8JsonReader reader, string path)
    {
        var empty = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            empty = false;
            var child = KeyPath.Below(path, reader.GetString()!);
            var line = Line(reader.TokenStartIndex);
            if (!Lines.TryAdd(child, line)) Duplicates.Add((child, line));
            reader.Read();
            Add(ref reader, child);
        }

        if (empty) Values[path] = EmptyObject;
    }

    private void AddList(ref Utf8JsonReader reader, string path)
    {
        var index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var child = KeyPath.Below(path, $"{index++}");
            Lines[child] = Line(reader.TokenStartIndex);
            Add(ref reader, child);
        }

        if (index == 0) Values[path] = EmptyList;
    }

    private int Line(long position) => 1 + text.AsSpan(0, (int)position).Count((byte)'\n');
}
