using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using FDistill.Formats.Files;
using FDistill.Formats.Pickles;
using FDistill.Formats.PyTorch;
using static TorchSharp.torch;

namespace FDistill.Parity.Checkpoints;

/// <summary>Values of a pickle as recordings write them: tuples as
/// lists, a tensor as its numbers, infinity as "inf".</summary>
/// <param name="file">Where tensors are read.</param>
internal sealed class PickledJson(ReadableFile file)
{
    /// <summary>A value.</summary>
    public JsonNode? Of(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        long number => number,
        BigInteger number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
        double number => Number(number),
        string text => text,
        PickleSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        PickleDictionary dictionary => new JsonObject(dictionary.Entries.Select(pair => KeyValuePair.Create(FormattableString.Invariant($"{pair.Key}"), Of(pair.Value)))),
        StoredTensor tensor => Numbers(tensor),
        NumpyArray { Tensor: { } tensor } => Numbers(tensor),
        _ => throw new InvalidDataException($"{PickleValues.Describe(value)} is no plain value"),
    };

    private JsonNode? Numbers(StoredTensor tensor)
    {
        // Not disposed: that would close the file.
        var source = new TorchTensors(file, [KeyValuePair.Create("value", tensor)]);
        using var scope = NewDisposeScope();
        return Nested(source.Read("value").to_type(float64).contiguous().data<double>().ToArray(), [.. tensor.Shape.Select(size => (int)size)]);
    }

    private static JsonNode? Nested(double[] numbers, int[] shape)
    {
        if (shape.Length == 0) return Number(numbers[0]);
        if (shape[0] == 0) return new JsonArray();
        return new JsonArray([.. numbers.Chunk(Math.Max(1, numbers.Length / shape[0])).Select(part => Nested(part, shape[1..]))]);
    }

    private static JsonNode Number(double number) => double.IsFinite(number) ? number : double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
}
