using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>Reads and writes the safetensors format: the header's length, a JSON header, the tensors' bytes without gaps.</summary>
/// <remarks>No code is ever executed from a file, and nothing in its header is believed before it is checked.</remarks>
public sealed class SafetensorsFiles : IWeightFiles
{
    /// <summary>Tensors pass through memory in pieces of at most this many bytes.</summary>
    private const long Piece = 1 << 26;

    /// <inheritdoc/>
    public WeightFile Read(string path)
    {
        using var stream = Open(path);
        var header = SafetensorsHeader.Read(stream, path);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in header.Entries) tensors.Add(entry.Name, ReadTensor(stream, entry));
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }
        return new WeightFile(path, tensors, header.Metadata);
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = SafetensorsHeader.Of(tensors, metadata);
        Durable.WriteFile(path, stream =>
        {
            header.Write(stream);
            foreach (var (_, tensor) in tensors) WriteTensor(stream, tensor);
        });
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new InvalidDataException($"'{path}' is a folder; a .safetensors file was expected");
        }
    }

    private static Tensor ReadTensor(FileStream stream, SafetensorsEntry entry)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(entry.Shape, dtype: entry.Type, device: CPU);
        foreach (var piece in Pieces(tensor)) stream.ReadExactly(piece.bytes);
        return tensor.DetachFromDisposeScope();
    }

    private static void WriteTensor(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        foreach (var piece in Pieces(tensor.detach().to(CPU).contiguous())) stream.Write(piece.bytes);
    }

    private static IEnumerable<Tensor> Pieces(Tensor contiguous)
    {
        var flat = contiguous.view(-1);
        var step = Piece / flat.element_size();
        for (long start = 0; start < flat.numel(); start += step)
            yield return flat.narrow(0, start, Math.Min(step, flat.numel() - start));
    }
}
