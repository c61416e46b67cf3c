using System.Text.Json;
using FDistill.Parity.Recordings;
using static TorchSharp.torch;

namespace FDistill.Parity.Running;

/// <summary>Compares a whole state dict: the same names in the same order, shapes, dtypes and bits.</summary>
internal static class StateDictComparison
{
    public static OutputReport Of(Recording recording, string role, IReadOnlyList<KeyValuePair<string, Tensor>> found, JsonElement expected)
    {
        var stored = recording.Tensors(expected.Text("file"), expected.Text("prefix"));
        IReadOnlyList<string> names = expected.TryGetProperty("names", out var given) ? [.. given.EnumerateArray().Select(name => name.GetString()!)] : [.. stored.Keys];
        if (names.FirstOrDefault(name => !stored.ContainsKey(name)) is { } missing) throw new InvalidDataException($"there is no tensor '{missing}' in {expected.Text("file")}");

        var problems = names.Except(found.Select(pair => pair.Key)).Select(name => $"missing: {name}")
            .Concat(found.Select(pair => pair.Key).Except(names).Select(name => $"too many: {name}"))
            .Concat(found.Where(pair => stored.ContainsKey(pair.Key)).Select(pair => Difference(pair.Key, pair.Value, stored[pair.Key])).OfType<string>())
            .ToList();
        if (problems.Count == 0 && !found.Select(pair => pair.Key).SequenceEqual(names)) problems.Add("the order of the names differs");
        return problems.Count == 0 ? new OutputReport(role, 0, 0, 0) : OutputReport.Unable(role, string.Join("; ", problems));
    }

    private static string? Difference(string name, Tensor found, Tensor expected)
    {
        if (found.dtype != expected.dtype || !found.shape.SequenceEqual(expected.shape))
            return $"{name} is {found.dtype} [{string.Join(", ", found.shape)}], expected {expected.dtype} [{string.Join(", ", expected.shape)}]";
        using var scope = NewDisposeScope();
        return found.cpu().contiguous().bytes.SequenceEqual(expected.contiguous().bytes) ? null : $"{name} has other bits";
    }
}
