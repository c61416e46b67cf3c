using System.Text.Json;
using FDistill.Formats.Files;

namespace FDistill.Formats.Safetensors;

/// <summary>Reads the JSON of a safetensors header and believes none of
/// it: types, sizes and places must fit each other and the file.</summary>
internal static class SafetensorsHeaderParser
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Parses a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataStart">Where in the file the bytes behind it begin.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static SafetensorsHeader Parse(byte[] json, long dataStart, ReadableFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Parse(document, dataStart, file.Length - dataStart, file.Path);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A JsonDocument says InvalidOperationException of text that is no UTF-8, and only when it is looked at.
            throw SafetensorsHeader.Damaged(file.Path, $"its header is no valid JSON ({exception.Message})");
        }
    }

    private static SafetensorsHeader Parse(JsonDocument document, long dataStart, long dataBytes, string path)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw SafetensorsHeader.Damaged(path, "its header is no JSON object");

        var metadata = new Dictionary<string, string>();
        var found = new List<(SafetensorsEntry Entry, long Start)>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals("__metadata__")) metadata = Metadata(property.Value, path);
            else found.Add(Entry(property, path));
        }
        return new([.. WithoutGaps(found, dataBytes, path).Select(place => place.Entry with { Start = dataStart + place.Start })], metadata);
    }

    private static Dictionary<string, string> Metadata(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
            throw SafetensorsHeader.Damaged(path, "its metadata is no map of texts");
        return element.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
    }

    private static (SafetensorsEntry Entry, long Start) Entry(JsonProperty property, string path)
    {
        var name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object) throw SafetensorsHeader.Damaged(path, $"the entry of '{name}' is no JSON object");
        var typeName = property.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String ? dtype.GetString()! : null;
        var type = (typeName is null ? null : SafetensorsTypes.Find(typeName))
            ?? throw SafetensorsHeader.Damaged(path, $"the dtype of '{name}' is {typeName ?? "missing"}; known are {SafetensorsTypes.Names}");
        var shape = Numbers(property.Value, "shape", name, path);
        var offsets = Numbers(property.Value, "data_offsets", name, path);
        if (offsets.Length != 2 || offsets[1] < offsets[0]) throw SafetensorsHeader.Damaged(path, $"the data_offsets of '{name}' are no range");

        var bytes = Size(shape, type.Bytes, name, path);
        if (bytes != offsets[1] - offsets[0])
            throw SafetensorsHeader.Damaged(path, $"'{name}' is {typeName} [{string.Join(", ", shape)}], {bytes} bytes, but has {offsets[1] - offsets[0]}");
        return (new(name, type.Type, shape, bytes), offsets[0]);
    }

    private static long[] Numbers(JsonElement entry, string key, string name, string path)
    {
        if (entry.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            var numbers = list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var n) ? n : -1).ToArray();
            if (numbers.All(number => number >= 0)) return numbers;
        }
        throw SafetensorsHeader.Damaged(path, $"the {key} of '{name}' is no list of whole numbers from 0 on");
    }

    private static long Size(long[] shape, int elementBytes, string name, string path)
    {
        try
        {
            return checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * elementBytes);
        }
        catch (OverflowException)
        {
            throw SafetensorsHeader.Damaged(path, $"the shape of '{name}', [{string.Join(", ", shape)}], is too large");
        }
    }

    private static IEnumerable<(SafetensorsEntry Entry, long Start)> WithoutGaps(List<(SafetensorsEntry Entry, long Start)> found, long dataBytes, string path)
    {
        long end = 0;
        foreach (var (entry, start) in found.OrderBy(item => item.Start).ThenBy(item => item.Entry.Bytes))
        {
            if (start != end) throw SafetensorsHeader.Damaged(path, $"'{entry.Name}' begins at byte {start}, the tensor before it ends at {end}");
            end += entry.Bytes;
            yield return (entry, start);
        }
        if (end != dataBytes) throw SafetensorsHeader.Damaged(path, $"its tensors take {end} bytes, {dataBytes} follow the header");
    }
}
