using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>What was measured of one sampler.</summary>
/// <param name="Name">The sampler, e.g. <see cref="StudentAfter"/>.</param>
/// <param name="Values">The metrics' values by name, and <see cref="MillisecondsPerImage"/>.</param>
/// <param name="Recorded">Whether the row was measured at another time, and is only repeated.</param>
public sealed record EvaluationRow(string Name, IReadOnlyDictionary<string, double> Values, bool Recorded = false)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The name of the sampler's time: milliseconds an image, the
    /// median over warm batches, feature extraction left out.</summary>
    public const string MillisecondsPerImage = "msPerImage";

    /// <summary>The column of <see cref="MillisecondsPerImage"/>.</summary>
    internal static readonly MetricColumn Time = new(MillisecondsPerImage, "ms per image") { Better = Better.Lower, Decimals = 2 };

    /// <summary>The row of the student that the run started from.</summary>
    public const string StudentBefore = "student, before";

    /// <summary>The row of the student that the run made.</summary>
    public const string StudentAfter = "student, after";

    /// <summary>What the metrics say of their values; a value without a column goes by its own name.</summary>
    public IReadOnlyList<MetricColumn> Columns { get; init => field = value ?? []; } = [];

    /// <summary>The row of samples that were drawn and measured several
    /// times: of each value what its column says, else the mean.</summary>
    /// <param name="repetitions">The rows, which have the same values; at least one.</param>
    public static EvaluationRow Of(IReadOnlyList<EvaluationRow> repetitions)
    {
        ArgumentNullException.ThrowIfNull(repetitions);
        double Summary(string name)
        {
            var values = repetitions.Select(row => row.Values[name]);
            return EvaluationColumn.Of(name, repetitions[0].Columns).Declared.Repetitions == Repetitions.Smallest ? values.Min() : values.Average();
        }
        return repetitions[0] with { Values = repetitions[0].Values.Keys.ToDictionary(name => name, Summary) };
    }

    /// <summary>Reads the rows that a run wrote of its evaluations.</summary>
    /// <param name="path">A run's <c>evaluation.json</c>.</param>
    /// <exception cref="InvalidDataException">It holds no rows.</exception>
    public static IReadOnlyList<EvaluationRow> ReadAll(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<EvaluationRow>>(File.ReadAllBytes(path), Json) ?? [];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' holds no rows of an evaluation: {error.Message}", error);
        }
    }

    /// <summary>Writes rows that <see cref="ReadAll"/> reads.</summary>
    /// <param name="path">A run's <c>evaluation.json</c>.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteAll(string path, IReadOnlyList<EvaluationRow> rows) => Durable.WriteFile(path, JsonSerializer.Serialize(rows, Json) + "\n");

    /// <summary>The row of the teacher at a number of Heun intervals,
    /// which cost 2n − 1 evaluations of the network.</summary>
    public static string Teacher(int steps) => $"teacher, {2 * steps - 1} evaluations";
}
