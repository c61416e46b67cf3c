using System.Text.Json;
using FDistill.Engine.Training;

namespace FDistill.Engine.Reports;

/// <summary>Writes what a run measures to a file of one JSON object a line: <c>{"iteration":1,"seconds":0.2,"headLoss":1.39,…}</c>.</summary>
/// <remarks>Every line is handed to the operating system when its turn is done. A run that goes on first drops the lines of the turns that it will do again,
/// and a last line that a kill cut short.</remarks>
/// <param name="path">The file.</param>
public sealed class MetricsLog(string path) : IRunObserver, IDisposable
{
    private const string IterationKey = "iteration";

    private FileStream? file;

    /// <inheritdoc/>
    public void Started(long iteration, long iterations)
    {
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(LengthUpTo(iteration, File.ReadAllBytes(path)));
        file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Iteration(IterationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Append(report.Iteration, [new(MetricsEntry.Seconds, report.Seconds), .. report.Values]);
    }

    /// <summary>Adds a line, e.g. of an evaluation in the middle of a run.</summary>
    /// <param name="iteration">How many turns are done.</param>
    /// <param name="values">Measures by name, all finite.</param>
    public void Append(long iteration, IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (file is null) throw new InvalidOperationException("the log is not open: the run has not started");
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteNumber(IterationKey, iteration);
            foreach (var (name, value) in values) json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
        file.Flush();
    }

    /// <summary>Reads a file of metrics.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its lines in order.</returns>
    /// <exception cref="InvalidDataException">A line is no JSON object of numbers; the message names it.</exception>
    public static IReadOnlyList<MetricsEntry> Read(string path) => [.. File.ReadLines(path).Select((line, index) => Parse(line, path, index + 1))];

    /// <inheritdoc/>
    public void CheckpointWritten(string folder)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunOutcome outcome)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    /// <summary>How many bytes the whole lines of the turns up to one take.</summary>
    private long LengthUpTo(long iteration, byte[] bytes)
    {
        var (length, line) = (0, 1);
        while (Array.IndexOf(bytes, (byte)'\n', length) is var end and >= 0)
        {
            if (Parse(System.Text.Encoding.UTF8.GetString(bytes, length, end - length), path, line++).Iteration > iteration) break;
            length = end + 1;
        }
        return length;
    }

    private static MetricsEntry Parse(string line, string path, int number)
    {
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, double>>(line) ?? throw new JsonException("it is null");
            if (!values.Remove(IterationKey, out var iteration)) throw new JsonException($"it has no \"{IterationKey}\"");
            return new MetricsEntry((long)iteration, values);
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"Line {number} of '{path}' is no line of metrics: {damage.Message}", damage);
        }
    }
}
