using System.Buffers.Binary;
using FDistill.Formats.Files;
using FDistill.Formats.PyTorch;
using FDistill.Formats.Safetensors;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Weights;

/// <summary>Reads every format of weights that is known here, determined by its content,
/// and writes safetensors and PyTorch files, determined by their names.</summary>
public sealed class WeightFiles : IWeightFiles
{
    private readonly SafetensorsFiles safetensors = new();

    /// <inheritdoc/>
    public WeightFile Read(string path)
    {
        var file = ReadableFile.Open(path);
        try
        {
            var beginning = new byte[Math.Min(file.Length, 9)];
            file.Read(0, beginning);
            if (!IsSafetensors(beginning, file.Length))
            {
                if (beginning.AsSpan().StartsWith(TorchZip.Beginning) || (beginning.Length > 0 && beginning[0] == TorchFile.PickleBeginning)) return TorchFile.Open(file);
                if (beginning.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8)) return Sharded(file);
                if (!path.EndsWith(SafetensorsFiles.Extension, StringComparison.OrdinalIgnoreCase))
                    throw new InvalidDataException($"'{path}' is no file of weights that can be read here (safetensors, PyTorch, EDM's pickles): its first bytes are {Convert.ToHexStringLower(beginning)}");
            }
            file.Dispose();
            return safetensors.Read(path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var listed = new ListedTensors(tensors);
        Write(path, listed, metadata);
    }

    /// <summary>Writes tensors, of which one after the other is read: no more than one is in memory.</summary>
    /// <param name="path">A <c>.pth</c> or <c>.pt</c> file; any other name is a safetensors file's.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Facts about the file.</param>
    internal static void Write(string path, ITensorSource tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (TorchZipWriter.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant())) TorchZipWriter.Write(path, tensors, metadata);
        else SafetensorsFiles.Write(path, tensors, metadata);
    }

    /// <summary>The length of a header that fits into the file, and an opening brace.</summary>
    private static bool IsSafetensors(ReadOnlySpan<byte> beginning, long length) =>
        beginning.Length == 9 && beginning[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(beginning) <= (ulong)length;

    private static WeightFile Sharded(ReadableFile index)
    {
        index.Dispose();
        var shards = new ShardedSafetensors(index.Path);
        return new WeightFile(index.Path, shards, shards.Metadata);
    }
}
