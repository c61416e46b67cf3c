using System.IO.Compression;
using System.Text.Json;
using FDistill.Formats.Files;
using FDistill.Runs;

namespace FDistill.Formats.PyTorch;

/// <summary>Writes a state dict as <c>torch.save</c> does; <c>torch.load(…, weights_only=True)</c> reads it.</summary>
internal static class TorchZipWriter
{
    private const string Folder = "archive";

    /// <summary>A zip archive's first day: the same weights give the same bytes.</summary>
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The names of such files end so.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".pth", ".pt"];

    /// <summary>Writes a file, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, of which one after the other is read.</param>
    /// <param name="metadata">Facts about it; PyTorch passes over them.</param>
    public static void Write(string path, ITensorSource tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var pickle = StateDictPickle.Of(tensors.Entries);
        Durable.WriteFile(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Entry(zip, TorchZip.PickleName, content => content.Write(pickle));
            Entry(zip, "byteorder", content => content.Write("little"u8));
            foreach (var (number, tensor) in tensors.Entries.Index()) Entry(zip, $"data/{number}", content => Pieces.Write(content, tensors, tensor.Name));
            Entry(zip, "version", content => content.Write("3\n"u8));
            if (metadata.Count > 0) Entry(zip, TorchZip.MetadataName, content => JsonSerializer.Serialize(content, metadata));
        });
    }

    private static void Entry(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry($"{Folder}/{name}", CompressionLevel.NoCompression);
        entry.LastWriteTime = Timeless;
        using var content = entry.Open();
        write(content);
    }
}
