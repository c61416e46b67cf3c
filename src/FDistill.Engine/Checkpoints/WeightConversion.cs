using FDistill.Runs;

namespace FDistill.Engine.Checkpoints;

/// <summary>Turns a file of weights into one of another format.</summary>
/// <param name="files">Reads and writes them.</param>
public sealed class WeightConversion(IWeightFiles files)
{
    /// <summary>Writes the tensors and facts of a file into another one.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">The new file, whose name tells its format.</param>
    /// <param name="entry">Takes only tensors whose names begin with this key, and leaves it out of their names; null: all tensors.</param>
    /// <returns>How many tensors were written.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read, or has no such key; the new name tells no format.</exception>
    public int Convert(string from, string to, string? entry)
    {
        if (!Writable.Contains(Path.GetExtension(to).ToLowerInvariant()))
            throw new InvalidDataException($"'{to}': a name that ends in {string.Join(", ", Writable)} was expected");
        using var file = files.Read(from);
        var prefix = entry is null ? "" : $"{entry}.";
        var taken = file.Entries.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor.Name).ToList();
        if (taken.Count == 0)
            throw new InvalidDataException($"'{from}' has no tensors under '{entry}'; it has {string.Join(", ", file.Entries.Select(tensor => tensor.Name.Split('.')[0]).Distinct().Take(20))}");
        files.Write(to, [.. taken.Select(name => KeyValuePair.Create(name[prefix.Length..], file.Tensors[name]))], file.Metadata);
        return taken.Count;
    }

    private static IReadOnlyList<string> Writable => [Checkpoint.Extension, .. Torch.TorchZipWriter.Extensions];
}
