using FDistill.Formats.Files;
using FDistill.Formats.PyTorch;
using FDistill.Runs;

namespace FDistill.Formats.Weights;

/// <summary>Turns a file of weights into one of another format, tensor by tensor.</summary>
/// <param name="files">Reads the file.</param>
public sealed class WeightConversion(IWeightFiles files)
{
    private static IReadOnlyList<string> Writable => [SafetensorsFiles.Extension, .. TorchZipWriter.Extensions];

    /// <summary>Writes the tensors and facts of a file into another one.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">The new file, whose name determines its format.</param>
    /// <param name="entry">Takes only tensors whose names begin with this
    /// key, and leaves it out of their names; null: all tensors.</param>
    /// <returns>How many tensors were written.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read, or
    /// has no such key; the new name determines no format.</exception>
    public int Convert(string from, string to, string? entry)
    {
        if (!Writable.Contains(Path.GetExtension(to).ToLowerInvariant()))
            throw new InvalidDataException($"'{to}': a name that ends in {string.Join(", ", Writable)} was expected");
        using var file = files.Read(from);
        using var part = new PartOfFile(file, entry is null ? "" : $"{entry}.");
        if (part.Entries.Count == 0)
            throw new InvalidDataException($"'{from}' has no tensors under '{entry}'; it has {string.Join(", ", file.Entries.Select(tensor => tensor.Name.Split('.')[0]).Distinct().Take(20))}");
        WeightFiles.Write(to, part, file.Metadata);
        return part.Entries.Count;
    }
}
