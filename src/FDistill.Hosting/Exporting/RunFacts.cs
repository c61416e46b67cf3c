using System.Globalization;
using System.Text.Json.Nodes;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.Running;
using FDistill.Reports;

namespace FDistill.Hosting.Exporting;

/// <summary>What a run's folder says of a student.</summary>
/// <param name="folder">The folder.</param>
/// <param name="iteration">The checkpoint's iteration.</param>
internal sealed class RunFacts(RunFolder folder, long iteration)
{
    private readonly JsonObject run = JsonNode.Parse(File.ReadAllBytes(folder.RunFile))!.AsObject();

    /// <summary>How the student was made, for readers.</summary>
    /// <param name="average">The number of the average that is handed on; null for the weights themselves.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Facts(int? average) =>
    [
        new("Run", Text("name")),
        new("Teacher", $"{Text("teacher", "use")}{(Text("teacher", "folder") is { Length: > 0 } path ? $", {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}" : "")}"),
        new("Divergence", Text("divergence", "use")),
        new("Guidance of the teacher", Text("training", "guidance")),
        new("Iterations", iteration.ToString("N0", CultureInfo.InvariantCulture)),
        new("Batch", Text("training", "batch")),
        new("Dataset", Text("dataset", "use")),
        new("Weights", average is { } number ? $"average {number}" : "as trained, not averaged"),
    ];

    /// <summary>What was measured of this checkpoint last, for readers; empty where nothing was.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Scores() => Measured() is not { } row ? [] :
        [.. row.Values.Keys.Select(name => EvaluationColumn.Of(name, row.Columns)).Select(column => KeyValuePair.Create($"{column.Title} {column.Better}".TrimEnd(), column.Format(row)))];

    /// <summary>What was measured later on, else what the run itself measured at its end.</summary>
    private EvaluationRow? Measured()
    {
        var later = File.Exists(folder.Metrics) ? MetricsFile.Read(folder.Metrics).LastOrDefault(entry => entry.Identity is not null && entry.Iteration == iteration) : null;
        if (later is not null) return new EvaluationRow(later.Evaluation!, later.Values) { Columns = later.Columns };
        var isLast = Text("training", "iterations") == iteration.ToString(CultureInfo.InvariantCulture);
        return isLast && File.Exists(folder.Evaluation) ? EvaluationRow.ReadAll(folder.Evaluation).FirstOrDefault(row => row.Name == EvaluationRow.StudentAfter) : null;
    }

    private string Text(params string[] path) => path.Aggregate((JsonNode?)run, (node, key) => (node as JsonObject)?[key]) is JsonValue value ? value.ToString() : "";
}
