using FDistill.Formats.Weights;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public class OverlaidTensorsTests
{
    [Fact]
    public void Tensors_of_the_upper_source_take_the_place_of_those_below()
    {
        using var overlaid = new OverlaidTensors(new Numbers(("a", 1), ("b", 2)), new Numbers(("b", 3)));
        Assert.Equal(["a", "b"], overlaid.Entries.Select(entry => entry.Name).Order());
        Assert.Equal((1, 3), (Value(overlaid, "a"), Value(overlaid, "b")));
    }

    private static int Value(OverlaidTensors source, string name)
    {
        using var scope = NewDisposeScope();
        return source.Read(name).item<int>();
    }

    private sealed class Numbers(params (string Name, int Value)[] numbers) : ITensorSource
    {
        public IReadOnlyList<TensorEntry> Entries => [.. numbers.Select(number => new TensorEntry(number.Name, ScalarType.Int32, []))];

        public Tensor Read(string name) => tensor(numbers.Single(number => number.Name == name).Value, dtype: ScalarType.Int32, device: CPU);

        public void Dispose()
        {
        }
    }
}
