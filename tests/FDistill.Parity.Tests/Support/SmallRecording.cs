using FDistill.Formats.Weights;
using static TorchSharp.torch;

namespace FDistill.Parity.Tests.Support;

/// <summary>A recording that a test writes, in a folder of its own.</summary>
internal sealed class SmallRecording : IDisposable
{
    private readonly TemporaryFolder root = new();

    /// <summary>Writes a recording with tensors.</summary>
    /// <param name="checksText">What the checks file holds.</param>
    /// <param name="tensors">Names and values.</param>
    public SmallRecording(string checksText, params (string Name, Tensor Value)[] tensors)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(ChecksFile, checksText);
        new SafetensorsFiles().Write(Path.Combine(Folder, "small.safetensors"), [.. tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))], new Dictionary<string, string>());
    }

    /// <summary>The set's root.</summary>
    public string Root => root.Path;

    /// <summary>The recording's own folder.</summary>
    public string Folder => Path.Combine(root.Path, "set");

    public string ChecksFile => Path.Combine(Folder, "small.checks.json");

    public void Dispose() => root.Dispose();

    /// <summary>A recording of one check of the adversarial loss on logits of 0, which is ln 2.</summary>
    public static SmallRecording OfLoss(double expected = 0.6931471805599453, string kind = "fdistill.gan_loss", string kwargs = """{ "side": "generator" }""", string input = "in/logits")
    {
        using var scope = NewDisposeScope();
        return new(
            Checks(One(kind, kwargs, $$"""{ "fake_logits": "{{input}}" }""", """{ "loss": "out/loss" }""")),
            ("in/logits", zeros([3, 2], dtype: float32, device: CPU)),
            ("out/loss", tensor(expected, dtype: float64, device: CPU)));
    }

    /// <summary>A recording of one check that returns its input x as y.</summary>
    public static SmallRecording OfEcho(string x, string y, params (string Name, Tensor Value)[] tensors) =>
        new(Checks(One("echo", "{}", $$"""{ "x": {{x}} }""", $$"""{ "y": {{y}} }""")), tensors);

    /// <summary>A checks file.</summary>
    public static string Checks(string checks) =>
        $$"""{ "schema": "fdistill-checks/1", "recording": "set/small.safetensors", "checks": [ {{checks}} ] }""";

    private static string One(string kind, string kwargs, string inputs, string outputs) => $$"""
        {
          "id": "only", "kind": "{{kind}}", "kwargs": {{kwargs}}, "weights": null, "inputs": {{inputs}}, "outputs": {{outputs}},
          "tolerance": { "loss": { "relative": 1e-6, "absolute": 0 }, "y": { "relative": 0, "absolute": 0 } }
        }
        """;
}
