using FDistill.Formats.Files;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Safetensors;

/// <summary>The tensors of an open safetensors file.</summary>
/// <param name="file">The file; disposed with this.</param>
/// <param name="header">Its header.</param>
internal sealed class SafetensorsSource(ReadableFile file, SafetensorsHeader header) : ITensorSource
{
    private readonly Dictionary<string, SafetensorsEntry> places = header.Entries.ToDictionary(entry => entry.Name);

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Entries { get; } = [.. header.Entries.Select(entry => new TensorEntry(entry.Name, entry.Type, entry.Shape))];

    /// <summary>Facts about the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InvalidDataException">It is no safetensors file, or a damaged one.</exception>
    public static SafetensorsSource Open(string path)
    {
        var file = ReadableFile.Open(path);
        try
        {
            return new(file, SafetensorsHeader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        using var scope = NewDisposeScope();
        var entry = places[name];
        return file.ReadNumbers(entry.Type, entry.Start, entry.Shape.Aggregate(1L, (product, size) => product * size)).view(entry.Shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor ReadRows(string name, long start, long count)
    {
        using var scope = NewDisposeScope();
        var entry = places[name];
        var rows = entry.Shape[0];
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, rows);
        return file.ReadNumbers(entry.Type, entry.Start + (entry.Bytes / rows * start), entry.Shape.Skip(1).Aggregate(count, (product, size) => product * size))
            .view([count, .. entry.Shape[1..]]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
