using System.Text.Json.Nodes;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Reports;
using FDistill.Reports.Figures;

namespace FDistill.Hosting.Figures;

/// <summary>Groups runs that differ in their seed alone, and names
/// each group by what distinguishes it from the others.</summary>
internal static class RunVariants
{
    /// <summary>What does not make a run another kind of run.</summary>
    private static readonly string[] Indifferent = ["name", "seed", "device", "output", "plugins", "checkpoints", "evaluation", "report"];

    private const string Training = "training:", Divergence = $"{PartKeys.Divergence}:{PartChoice.Use}";

    /// <summary>Groups runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="history">What is drawn of a run.</param>
    public static IReadOnlyList<Variant> Of(IReadOnlyList<FigureRun> runs, Func<FigureRun, IReadOnlyList<MetricsEntry>> history)
    {
        var settings = runs.ToDictionary(run => run, run => Flat(run.Settings));
        var differing = settings.Values.SelectMany(values => values.Keys).Distinct().Where(key => settings.Values.Select(values => values.GetValueOrDefault(key)).Distinct().Count() > 1).ToList();
        return [.. runs.GroupBy(run => Name(run, settings[run], differing)).Select(group => new Variant(group.Key, [.. group.Select(history)]))];
    }

    private static string Name(FigureRun run, Dictionary<string, string> settings, List<string> differing)
    {
        if (differing.Count == 0) return run.Divergence.Name;
        var parts = differing.Where(settings.ContainsKey).Select(key => key == Divergence ? settings[key] : $"{Short(key)} {settings[key]}");
        return string.Join(", ", parts);
    }

    /// <summary><c>training:ratio:bins</c> → ratio.bins.</summary>
    private static string Short(string key) => KeyPath.Display(key.StartsWith(Training, StringComparison.Ordinal) ? key[Training.Length..] : key);

    /// <summary>Settings by key: <c>training:ratio:bins</c>.</summary>
    private static Dictionary<string, string> Flat(JsonObject settings)
    {
        foreach (var key in Indifferent) settings.Remove(key);
        return Flat("", settings).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(string path, JsonNode? node) => node is JsonObject section
        ? section.SelectMany(pair => Flat(path.Length == 0 ? pair.Key : $"{path}:{pair.Key}", pair.Value))
        : [KeyValuePair.Create(path, node?.ToJsonString().Trim('"') ?? "none")];
}
