using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Safetensors;

/// <summary>One tensor's place in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its dtype.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Bytes">How many bytes it takes.</param>
/// <param name="Start">Where in the file they begin.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Bytes, long Start = 0);

/// <summary>The header of a safetensors file: what lies where.</summary>
/// <param name="Entries">The tensors, in the order of their bytes, which follow each other without gaps.</param>
/// <param name="Metadata">Facts about the file.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataKey = "__metadata__";

    /// <summary>The bytes that hold the header's length.</summary>
    private const int Prefix = 8;

    /// <summary>A header may be this large and no larger, as in the reference implementation.</summary>
    private const ulong LengthLimit = 100_000_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The header of a file that will hold some tensors.</summary>
    /// <exception cref="ArgumentException">Two tensors have one name,
    /// or one has a type or a name that cannot be written.</exception>
    public static SafetensorsHeader Of(IReadOnlyList<TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (tensors.Any(tensor => tensor.Name == MetadataKey)) throw new ArgumentException($"'{MetadataKey}' cannot name a tensor", nameof(tensors));
        return new([.. tensors.Select(EntryOf)], metadata);
    }

    /// <summary>Writes the header, padded so that the first tensor lies at a multiple of 8.</summary>
    public void Write(Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0) WriteMetadata(json);
            long start = 0;
            foreach (var entry in Entries)
            {
                WriteEntry(json, entry, start);
                start += entry.Bytes;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, buffer.Length);
        stream.Write(length);
        buffer.WriteTo(stream);
    }

    /// <summary>Reads and checks the header of a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, or a damaged one.</exception>
    public static SafetensorsHeader Read(ReadableFile file)
    {
        if (file.Length < Prefix) throw Damaged(file.Path, $"it has {file.Length} bytes, fewer than the {Prefix} of the header's length");
        Span<byte> prefix = stackalloc byte[Prefix];
        file.Read(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LengthLimit) throw Damaged(file.Path, $"its header claims {length} bytes, at most {LengthLimit} are allowed");
        if (length > (ulong)(file.Length - Prefix)) throw Damaged(file.Path, $"its header claims {length} bytes, {file.Length - Prefix} follow");

        var header = new byte[length];
        file.Read(Prefix, header);
        return SafetensorsHeaderParser.Parse(header, Prefix + (long)length, file);
    }

    internal static InvalidDataException Damaged(string path, string found) => new($"'{path}' is not a whole safetensors file: {found}");

    private static SafetensorsEntry EntryOf(TensorEntry tensor)
    {
        var (_, bytes) = (SafetensorsTypes.NameOf(tensor.Type) is { } name ? SafetensorsTypes.Find(name) : null)
            ?? throw new ArgumentException($"tensor '{tensor.Name}' is of type {tensor.Type}, which a safetensors file cannot hold here; convert it first");
        return new(tensor.Name, tensor.Type, [.. tensor.Shape], tensor.Count * bytes);
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (name, value) in Metadata) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsEntry entry, long start)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", SafetensorsTypes.NameOf(entry.Type));
        json.WriteStartArray("shape");
        foreach (var size in entry.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(start + entry.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
