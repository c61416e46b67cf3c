using System.Text;
using System.Text.Json;
using FDistill.Metrics;

namespace FDistill.Reports;

/// <summary>A file of <see cref="MetricsEntry"/>, one JSON object a line,
/// opened to be added to. One process at a time may do so.</summary>
public sealed class MetricsFile : IDisposable
{
    private const string IterationKey = "iteration", EvaluationKey = "evaluation", IdentityKey = "identity", ColumnsKey = "columns";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private readonly FileStream file;

    /// <summary>Opens or makes a file, and drops a last line that a kill cut short.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keep">Says which lines stay.</param>
    /// <exception cref="IOException">Another process has it open to write.</exception>
    /// <exception cref="InvalidDataException">A line is none of metrics; the message names it.</exception>
    public MetricsFile(string path, Func<MetricsEntry, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        file = Open(path);
        using var reader = new StreamReader(file, leaveOpen: true);
        var kept = Lines(reader.ReadToEnd()).Select((line, index) => (Line: line, Entry: Parse(line, path, index + 1))).Where(one => keep(one.Entry)).ToList();
        Entries = [.. kept.Select(one => one.Entry)];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(kept.Select(one => one.Line + "\n")));
        file.Seek(0, SeekOrigin.Begin);
        file.Write(bytes);
        file.SetLength(bytes.Length);
        file.Flush();
    }

    /// <summary>The lines that were there when the file was opened, and stayed.</summary>
    public IReadOnlyList<MetricsEntry> Entries { get; }

    /// <summary>Adds a line and hands it to the operating system.</summary>
    /// <param name="entry">Its values, all finite.</param>
    public void Append(MetricsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteNumber(IterationKey, entry.Iteration);
            if (entry.Evaluation is { } evaluation) json.WriteString(EvaluationKey, evaluation);
            if (entry.Identity is { } identity) json.WriteString(IdentityKey, identity);
            if (entry.Columns.Count > 0)
            {
                json.WritePropertyName(ColumnsKey);
                JsonSerializer.Serialize(json, entry.Columns, Json);
            }
            foreach (var (name, value) in entry.Values) json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
        file.Flush();
    }

    /// <summary>Reads a file, which another process may be writing.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its lines in order, but for a last one that is not written to its end.</returns>
    /// <exception cref="InvalidDataException">A line is none of metrics; the message names it.</exception>
    public static IReadOnlyList<MetricsEntry> Read(string path) => [.. Lines(File.ReadAllText(path)).Select((line, index) => Parse(line, path, index + 1))];

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string[] Lines(string text) => text.Split('\n')[..^1];

    private static FileStream Open(string path)
    {
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            // A byte far beyond the end stands for the right to write; readers are not kept out.
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) opened.Lock(long.MaxValue - 1, 1);
            return opened;
        }
        catch (IOException taken)
        {
            opened.Dispose();
            throw new IOException($"'{path}' is being written by another process: wait until that run has ended.", taken);
        }
    }

    private static MetricsEntry Parse(string line, string path, int number)
    {
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(line) ?? throw new JsonException("it is null");
            if (!values.Remove(IterationKey, out var iteration)) throw new JsonException($"it has no \"{IterationKey}\"");
            values.Remove(EvaluationKey, out var evaluation);
            values.Remove(IdentityKey, out var identity);
            values.Remove(ColumnsKey, out var columns);
            return new MetricsEntry((long)Number(iteration), values.ToDictionary(pair => pair.Key, pair => Number(pair.Value)))
            {
                Evaluation = Text(evaluation),
                Identity = Text(identity),
                Columns = columns.ValueKind == JsonValueKind.Undefined ? [] : columns.Deserialize<MetricColumn[]>(Json) ?? [],
            };
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)   // a text that is no Unicode is the latter
        {
            throw new InvalidDataException($"Line {number} of '{path}' is no line of metrics: {damage.Message}", damage);
        }
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new JsonException($"found {value}, expected a number");

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => throw new JsonException($"found {value}, expected a text"),
    };
}
