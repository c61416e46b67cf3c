using FDistill.Parity.Checks;
using FDistill.Parity.Running;
using FDistill.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Parity.Tests;

public sealed class StateDictComparisonTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_same_names_in_the_same_order_with_the_same_bits_pass() => Assert.Null(Compare(("a", Ones(2)), ("b", Ones(3))));

    [Fact]
    public void A_missing_a_superfluous_and_a_changed_tensor_are_all_named()
    {
        var problem = Compare(("a", Ones(2) * 2), ("c", Ones(3)));
        Assert.Equal("missing: b; too many: c; a has other bits", problem);
    }

    [Fact]
    public void Another_order_fails() => Assert.Equal("the order of the names differs", Compare(("b", Ones(3)), ("a", Ones(2))));

    [Fact]
    public void Another_dtype_fails() => Assert.Contains("expected Float32 [2]", Compare(("a", Ones(2).to_type(float64)), ("b", Ones(3))), StringComparison.Ordinal);

    private static Tensor Ones(long count) => ones([count], dtype: float32, device: CPU);

    private static string? Compare(params (string Name, Tensor Value)[] found)
    {
        using var recording = SmallRecording.OfEcho("1", """{ "file": "set/small.safetensors", "prefix": "w/" }""", ("w/a", Ones(2)), ("w/b", Ones(3)));
        var kind = new StateDictKind(found);
        var report = Assert.Single(new CheckRunner(new Dictionary<string, ICheckKind> { ["echo"] = kind }).Run(recording.ChecksFile));
        Assert.Null(report.Problem);
        return Assert.Single(report.Outputs).Problem;
    }

    private sealed class StateDictKind((string Name, Tensor Value)[] tensors) : ICheckKind
    {
        public string Name => "echo";

        public void Compute(Check check, CheckCall call)
        {
            call.Input("x");
            call.Return("y", tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        }
    }
}
