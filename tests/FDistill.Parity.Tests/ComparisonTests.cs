using System.Text.Json;
using FDistill.Parity.Checks;
using FDistill.Parity.Recordings;
using FDistill.Parity.Running;
using FDistill.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Parity.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("""{ "tensor": "in/x", "slice": [[1, 3], 0] }""", """{ "literal": [3, 5] }""")]
    [InlineData("""{ "tensor": "in/x", "slice": [[0, null, 2]] }""", """{ "literal": [[1, 2], [5, 6]] }""")]
    [InlineData("""{ "tensor": "in/x", "slice": [null, [1, 2]] }""", """{ "literal": [[2], [4], [6]] }""")]
    [InlineData("""{ "tensor": "in/x", "row_scale": [1, 10, 0.5] }""", """{ "literal": [[1, 2], [30, 40], [2.5, 3]] }""")]
    [InlineData("""{ "tensor": "in/index", "one_hot": 3 }""", """{ "literal": [[0, 0, 1], [1, 0, 0]] }""")]
    [InlineData("""{ "tensor": "in/third", "dtype": "bfloat16" }""", """{ "literal": 0.333984375 }""")]
    [InlineData("[[1, 2], [3, 4]]", """{ "literal": [[1, 2], [3, 4]] }""")]
    [InlineData("\"in/x\"", """{ "tensor": "in/x" }""")]
    [InlineData("\"in/x\"", """{ "tensor": "in/first", "slice": [0] }""")]
    [InlineData("\"in/first\"", """{ "tensor": "in/x", "target_slice": [0] }""")]
    [InlineData("\"in/x\"", """{ "literal": [3, 4], "mean": [0] }""")]
    [InlineData("\"in/x\"", """[ "in/x", { "tensor": "in/first", "slice": [0] } ]""")]
    [InlineData("2.5", """{ "literal": 2.5 }""")]
    public void Inputs_and_expected_values_are_read_as_they_are_written(string x, string y)
    {
        using var recording = Echo(x, y);
        var report = EchoKind.Run(recording);
        Assert.Null(report.Problem);
        Assert.Equal(Verdict.Passed, report.Verdict);
    }

    [Theory]
    [InlineData("\"in/x\"", """{ "tensor": "in/first" }""")]
    [InlineData("\"in/x\"", """{ "literal": [3, 4.5], "mean": [0] }""")]
    [InlineData("\"in/x\"", """[ "in/x", { "tensor": "in/first", "slice": [1] } ]""")]
    [InlineData("\"in/nan\"", "\"in/nan\"")]
    [InlineData("\"in/nan\"", """{ "literal": 1 }""")]
    public void Another_shape_another_value_and_what_is_no_number_fail(string x, string y)
    {
        using var recording = Echo(x, y);
        Assert.Equal(Verdict.Failed, EchoKind.Run(recording).Verdict);
    }

    [Fact]
    public void Infinity_meets_infinity()
    {
        using var recording = SmallRecording.OfEcho("\"in/x\"", "\"in/x\"", ("in/x", tensor((float[])[float.PositiveInfinity, 1], dtype: float32, device: CPU)));
        Assert.Equal(Verdict.Passed, EchoKind.Run(recording).Verdict);
    }

    [Fact]
    public void An_input_that_nothing_takes_and_an_output_that_nothing_computes_fail()
    {
        using var recording = Echo("\"in/x\"", "\"in/x\"");
        var text = File.ReadAllText(recording.ChecksFile);
        File.WriteAllText(recording.ChecksFile, text.Replace("\"x\":", "\"z\": 1, \"x\":", StringComparison.Ordinal));
        Assert.Equal("inputs that this kind does not take: z", EchoKind.Run(recording).Problem);
        File.WriteAllText(recording.ChecksFile, text.Replace("\"outputs\": { \"y\":", "\"outputs\": { \"w\":", StringComparison.Ordinal));
        Assert.Contains("nothing computes it", Assert.Single(EchoKind.Run(recording).Outputs).Problem, StringComparison.Ordinal);
        File.WriteAllText(recording.ChecksFile, text.Replace("\"outputs\": { \"y\": \"in/x\" }", "\"outputs\": { }", StringComparison.Ordinal));
        Assert.Equal(Verdict.Failed, EchoKind.Run(recording).Verdict);
    }

    [Fact]
    public void A_step_s_own_tolerance_goes_before_the_check_s()
    {
        using var recording = Echo("\"in/x\"", "\"in/x\"");
        File.WriteAllText(recording.ChecksFile, SmallRecording.Checks("""
            {
              "id": "only", "kind": "echo", "kwargs": {}, "tolerance": { "y": { "relative": 0, "absolute": 0 } },
              "steps": [
                { "inputs": { "x": 1 }, "outputs": { "y": { "literal": 1 } } },
                { "inputs": { "x": 1 }, "outputs": { "y": { "literal": 2 } }, "tolerance": { "y": { "relative": 0.25, "absolute": 0.5 } } }
              ]
            }
            """));
        var report = EchoKind.Run(recording);
        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Equal([("0: y", 0.0), ("1: y", 1.0)], report.Outputs.Select(output => (output.Role, output.Allowed)));
    }

    [Fact]
    public void A_kind_that_throws_fails_with_the_reason()
    {
        using var recording = Echo("\"in/x\"", "\"in/x\"");
        var report = Assert.Single(new CheckRunner(new Dictionary<string, ICheckKind> { ["echo"] = new ThrowingKind() }).Run(recording.ChecksFile));
        Assert.Equal((Verdict.Failed, "NotSupportedException: no such layer"), (report.Verdict, report.Problem));
    }

    [Theory]
    [InlineData(77, 0, 7, -0.8163402080535889)]
    public void Hashed_inputs_are_those_of_the_definition(int seed, int number, int element, double expected)
    {
        var json = JsonSerializer.SerializeToElement(new { seed, number, shape = new[] { element + 1 }, scale = 1 / Math.Sqrt(3) });
        Assert.Equal(expected, HashedWeights.Input(json)[element].item<float>(), 1e-7);
    }

    [Fact]
    public void Hashed_weights_follow_names_and_roles_and_count_every_entry()
    {
        using var recording = Echo("\"in/x\"", "\"in/x\"");
        File.WriteAllText(recording.ChecksFile, SmallRecording.Checks("""
            {
              "id": "only", "kind": "echo", "kwargs": {}, "inputs": {}, "outputs": {}, "tolerance": {},
              "weights": { "hash": { "seed": 1, "gain": 1, "listing": [
                ["a.freqs", [4], "buffer"], ["b.step", [], "param"], ["a.weight", [4096, 1025], "param"], ["a.norm.weight", [3], "param"], ["a.bias", [3], "param"] ] }, "prefix": "a." }
            }
            """));
        using var opened = Recording.Open(recording.ChecksFile);
        var weights = opened.Checks[0].Weights();
        var tensors = weights.ToDictionary();
        Assert.Equal(["weight", "norm.weight", "bias"], tensors.Keys);
        Assert.Equal(["freqs"], weights.Untouched);
        // Elements 4194303 and 4194304 of tensor 2 of seed 1, whose fan-in is 1025.
        var scale = Math.Sqrt(3.0 / 1025);
        var flat = tensors["weight"].flatten();
        Assert.Equal(-0.33561694622039795 * scale, flat[4194303].item<float>(), 1e-8);
        Assert.Equal(0.35123586654663086 * scale, flat[4194304].item<float>(), 1e-8);
        Assert.InRange(tensors["norm.weight"].min().item<float>(), 0.8, 1.2);
        Assert.InRange(tensors["bias"].abs().max().item<float>(), 0, 0.1);
    }

    private static SmallRecording Echo(string x, string y) => SmallRecording.OfEcho(
        x,
        y,
        ("in/x", tensor((float[])[1, 2, 3, 4, 5, 6], dtype: float32, device: CPU).reshape(3, 2)),
        ("in/first", tensor((float[])[1, 2], dtype: float32, device: CPU)),
        ("in/index", tensor((long[])[2, 0], dtype: int64, device: CPU)),
        ("in/third", tensor(1 / 3f, dtype: float32, device: CPU)),
        ("in/nan", tensor(float.NaN, dtype: float32, device: CPU)));

    private sealed class ThrowingKind : ICheckKind
    {
        public string Name => "echo";

        public void Compute(Check check, CheckCall call) => throw new NotSupportedException("no such layer");
    }
}
