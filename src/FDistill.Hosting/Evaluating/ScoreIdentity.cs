using System.Text.Json.Nodes;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Evaluating;

/// <summary>
/// Identifies a score by all that it depends on: the weights, the sampler, the teacher,
/// and the evaluation with its extractor, references and metrics. Files count by
/// their content and not by their place. What cannot change a score but by
/// rounding (device, batch) does not count, nor does what is shown beside it.
/// </summary>
internal sealed class ScoreIdentity
{
    private static readonly string[] Irrelevant = ["every", "batch", "teacherSteps", "teacherSamplers", "teacherRows"];

    private readonly JsonNode settings;

    /// <summary>Notes the settings that all scores share.</summary>
    /// <param name="runFile">The run file.</param>
    public ScoreIdentity(EvaluatedRunFile runFile)
    {
        var resolved = ResolvedRunFile.ToJson(runFile);
        var evaluation = (JsonObject)resolved["evaluation"]!.DeepClone();
        foreach (var key in Irrelevant) evaluation.Remove(key);
        settings = ByContent(new JsonObject
        {
            ["precision"] = resolved["precision"]!.DeepClone(),
            ["teacher"] = resolved["teacher"]!.DeepClone(),
            ["evaluation"] = evaluation,
        })!;
    }

    /// <summary>The identity of a score.</summary>
    /// <param name="sampler">The sampler, with all that its settings are.</param>
    /// <param name="weights">The SHA-256 of the weights that it samples.</param>
    public string Of(string sampler, IEnumerable<string> weights) =>
        ContentHash.OfText(new JsonArray(settings.DeepClone(), sampler, new JsonArray([.. weights.Select(hash => JsonValue.Create(hash))])).ToJsonString());

    /// <summary>Puts contents in the place of paths.</summary>
    private static JsonNode? ByContent(JsonNode? node) => node switch
    {
        JsonObject section => new JsonObject(section.Select(pair => KeyValuePair.Create(pair.Key, ByContent(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(ByContent)]),
        JsonValue value when value.TryGetValue<string>(out var text) && Path.IsPathRooted(text) && Path.Exists(text) => ContentHash.Of(text),
        _ => node?.DeepClone(),
    };
}
