using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Formats.Pickles;

namespace FDistill.Formats.PyTorch;

/// <summary>What a pickle holds besides tensors, as JSON: numbers, texts,
/// lists, dictionaries, and how objects were constructed.</summary>
/// <remarks>Tensors are left out of dictionaries, and are null elsewhere; numbers
/// that JSON lacks are the texts <c>inf</c>, <c>-inf</c> and <c>nan</c>.</remarks>
internal sealed class PlainValues
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    private readonly Walk walk;
    private readonly Utf8JsonWriter json;

    private PlainValues(Walk walk, Utf8JsonWriter json) => (this.walk, this.json) = (walk, json);

    /// <summary>The plain values of a dictionary by key, each as a JSON
    /// text; dictionaries that hold tensors alone are left out.</summary>
    /// <param name="value">The pickle's value; one that is no dictionary has none.</param>
    /// <param name="file">Where it was read.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(object? value, ReadableFile file)
    {
        if (value is not PickleDictionary dictionary) yield break;
        var walk = new Walk(file);
        foreach (var (key, item) in dictionary.Entries)
            if (!IsTensor(item) && Text(item, walk) is var text && text != "{}") yield return KeyValuePair.Create(FormattableString.Invariant($"{key}"), text);
    }

    private static string Text(object? value, Walk walk)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain)) new PlainValues(walk, json).Write("", value);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static bool IsTensor(object? value) => value is StoredTensor or NumpyArray or TensorStorage;

    private void Write(string path, object? value)
    {
        using var step = walk.Into(path);
        switch (value)
        {
            case bool truth: json.WriteBooleanValue(truth); break;
            case long number: json.WriteNumberValue(number); break;
            case BigInteger number: json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case double number: json.WriteStringValue(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf"); break;
            case string text: WriteText(text); break;
            case PickleBytes bytes: json.WriteStringValue($"{bytes.Length} bytes"); break;
            case PickleGlobal global: json.WriteStringValue(global.Name); break;
            case PickleDictionary dictionary: WriteDictionary(path, dictionary); break;
            case PickleSequence sequence: WriteSequence(path, sequence); break;
            case PickleObject item: WriteObject(path, item); break;
            default: json.WriteNullValue(); break;
        }
    }

    private void WriteText(string text)
    {
        walk.Pass(text.Length);
        json.WriteStringValue(text);
    }

    private void WriteDictionary(string path, PickleDictionary dictionary)
    {
        json.WriteStartObject();
        foreach (var (key, item) in dictionary.Entries.Where(entry => !IsTensor(entry.Value)))
        {
            var name = FormattableString.Invariant($"{key}");
            json.WritePropertyName(name);
            Write($"{path}.{name}", item);
        }
        json.WriteEndObject();
    }

    private void WriteSequence(string path, PickleSequence sequence)
    {
        json.WriteStartArray();
        foreach (var (index, item) in sequence.Items.Index()) Write($"{path}.{index}", item);
        json.WriteEndArray();
    }

    /// <summary>Persistent objects of EDM say how they were
    /// constructed; of others the class is all that is known.</summary>
    private void WriteObject(string path, PickleObject item)
    {
        json.WriteStartObject();
        json.WriteString("class_name", item.ClassName);
        foreach (var name in (string[])["init_args", "init_kwargs"])
        {
            if (!item.Attributes.TryGet($"_{name}", out var value)) continue;
            json.WritePropertyName(name);
            Write($"{path}.{name}", value);
        }
        json.WriteEndObject();
    }
}
