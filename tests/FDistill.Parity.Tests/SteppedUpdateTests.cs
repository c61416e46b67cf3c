using System.Text.Json.Nodes;
using FDistill.Formats.Weights;
using FDistill.Parity.Recordings;
using FDistill.Parity.Running;
using FDistill.Parity.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Parity.Tests;

public class SteppedUpdateTests
{
    private const string Kind = "fdistill.student_update", Gradient = "grad/";
    private const double Rate = 2e-3, Decay = 0.01, Epsilon = 1e-8;

    /// <summary>The first recorded step, with an optimizer: AdamW's first step follows
    /// from the recorded gradient, and the second call has other samples.</summary>
    [Fact]
    public void An_optimizer_s_step_is_made_and_the_next_call_sees_it()
    {
        using var scope = NewDisposeScope();
        var (file, id) = Fixtures.FirstOf(Kind);
        using var recording = Recording.Open(file);
        using var folder = new TemporaryFolder();
        var (json, check) = OnlyCheck(file, id);

        var outputs = check["outputs"]!.AsObject();
        var tolerance = check["tolerance"]!.AsObject();
        var weights = recording.Checks.Single(one => one.Id == id).Weights("student").ToDictionary();
        var tensors = recording.Tensors(recording.Name, "");
        foreach (var role in outputs.Select(pair => pair.Key).Where(role => role.StartsWith(Gradient, StringComparison.Ordinal)).ToList())
        {
            var name = role[Gradient.Length..];
            tensors[$"out/after/{name}"] = AfterStep(weights[name], recording.Tensor(outputs[role]!.GetValue<string>()));
            outputs[$"param_after/{name}"] = $"out/after/{name}";
            tolerance[$"param_after/{name}"] = new JsonObject { ["relative"] = 0, ["absolute"] = Rate / 10 };
        }
        check["kwargs"]!["optimizer"] = new JsonObject { ["optimizer"] = "adamw", ["lr"] = Rate, ["betas"] = new JsonArray(0.9, 0.999), ["eps"] = Epsilon, ["weight_decay"] = Decay };
        check["steps"] = new JsonArray(
            new JsonObject { ["inputs"] = check["inputs"]!.DeepClone(), ["outputs"] = outputs.DeepClone() },
            new JsonObject { ["inputs"] = check["inputs"]!.DeepClone(), ["outputs"] = new JsonObject { ["gen_data"] = outputs["gen_data"]!.DeepClone() } });
        var path = Write(folder, recording.Name, json, tensors);

        var report = Assert.Single(new CheckRunner(CheckKinds.All).Run(path));

        Assert.Null(report.Problem);
        Assert.All(report.Outputs.Where(output => output.Role.StartsWith("0:", StringComparison.Ordinal)), output => Assert.True(output.Passed, output.Role));
        Assert.Contains(report.Outputs, output => output.Role.StartsWith("0: param_after/", StringComparison.Ordinal));
        Assert.False(report.Outputs.Single(output => output.Role == "1: gen_data").Passed);
    }

    private static (JsonNode File, JsonObject Check) OnlyCheck(string file, string id)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var check = json["checks"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == id)!.DeepClone().AsObject();
        json["checks"] = new JsonArray(check);
        return (json, check);
    }

    /// <summary>AdamW's first step: p (1 − ηλ) − η g/(|g| + ε).</summary>
    private static Tensor AfterStep(Tensor parameter, Tensor gradient) => (parameter * (1 - (Rate * Decay))) - (gradient / (gradient.abs() + Epsilon) * Rate);

    private static string Write(TemporaryFolder folder, string name, JsonNode json, Dictionary<string, Tensor> tensors)
    {
        var path = Path.Combine(folder.Path, name);
        new SafetensorsFiles().Write(path, [.. tensors], new Dictionary<string, string>());
        var checks = Path.ChangeExtension(path, null) + ChecksFiles.Suffix;
        File.WriteAllText(checks, json.ToJsonString());
        return checks;
    }
}
