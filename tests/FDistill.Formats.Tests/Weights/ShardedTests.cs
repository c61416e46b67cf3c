using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public sealed class ShardedTests : IDisposable
{
    private const string Index = "model.safetensors.index.json";

    private readonly TemporaryFolder folder = new();
    private readonly WeightFiles files = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_tensors_of_all_files_come_back()
    {
        Write("""{"metadata":{"total_size":12},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");
        using var file = files.Read(folder.File(Index));
        Assert.Equal(["a", "b"], file.Tensors.Keys);
        Assert.Equal([1], file.Tensors["a"].Floats());
        Assert.Equal([2, 3], file.Tensors["b"].Floats());
        Assert.Equal("12", file.Metadata["total_size"]);
    }

    [Theory]
    [InlineData("""{"weight_map":{"\ud83d":"1.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"\udc00"}}""")]
    [InlineData("""{"metadata":{"a":"\ud83d"},"weight_map":{}}""")]
    public void An_index_with_half_a_character_is_refused_with_its_name(string index)
    {
        Write(index);
        var error = Assert.Throws<InvalidDataException>(() => files.Read(folder.File(Index)));
        Assert.Contains($"{Index}' is no index of safetensors files", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"3.safetensors"}}""", "names the file '3.safetensors', which is not beside it")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"../2.safetensors"}}""", "a file beside the index was expected")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","c":"2.safetensors"}}""", "\n  not in 2.safetensors: c\n  in 2.safetensors, but not in the index: b [2]")]
    [InlineData("""{"weight_map":{"a":1}}""", "a map from names to files")]
    [InlineData("""{"weight_map":""", "is no index of safetensors files")]
    public void An_index_that_does_not_fit_its_files_is_refused(string index, string found)
    {
        Write(index);
        var error = Assert.Throws<InvalidDataException>(() => files.Read(folder.File(Index)));
        Assert.Contains(folder.File(Index), error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    private void Write(string index)
    {
        using var scope = NewDisposeScope();
        var none = new Dictionary<string, string>();
        files.Write(folder.File("1.safetensors"), [KeyValuePair.Create("a", Row.Of(1))], none);
        files.Write(folder.File("2.safetensors"), [KeyValuePair.Create("b", Row.Of(2, 3))], none);
        File.WriteAllText(folder.File(Index), index);
    }
}
