namespace FDistill.Cli.Tests.Support;

/// <summary>A run file small enough for a test: two Gaussians, distilled in a second.</summary>
internal static class MixtureRun
{
    /// <summary>An <c>evaluation</c> section that takes next to no time.</summary>
    public const string Evaluation = $$"""
        "evaluation": {
          "samples": 64, "batch": 64, "teacherSteps": [3],
          "extractor": { "use": "points" },
          "reference": { "use": "gaussian-mixture", "records": 64, "components": {{Components}} },
          "metrics": [{ "use": "frechet" }]
        }
        """;

    private const string Components = """[{ "mean": [-3, 0], "variance": 0.25 }, { "mean": [3, 0], "variance": 0.25 }]""";

    public static string Json(
        string teacher = "\"sigmaMax\": 8",
        string head = """{ "use": "pooled-mlp", "width": 8 }""",
        string dataset = $$"""{ "use": "gaussian-mixture", "components": {{Components}} }""",
        string training = "",
        string more = "") => $$"""
        {
          "name": "mixture", "device": "cpu",
          "teacher": { "use": "gaussian-mixture", "components": {{Components}}, "mlp": { "width": 8, "layers": 1 }, {{teacher}} },
          "divergence": { "use": "js" },
          "head": {{head}},
          "dataset": {{dataset}},
          "training": { "iterations": 20, "batch": 32, {{training}} },
          "checkpoints": { "every": 10 },
          {{more}}
        }
        """;
}
