using System.IO.Compression;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>A zip file of numbered PNG files, stored without a second compression; it gets its name when all of them are in it.</summary>
internal sealed class ZipOutput : ISampleOutput
{
    private readonly NumberedPictures pictures = new();
    private readonly string path;
    private readonly string unfinished;
    private readonly FileStream stream;
    private readonly ZipArchive archive;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its name; a file of that name is replaced at the end.</param>
    public ZipOutput(string path)
    {
        (this.path, unfinished) = (path, $"{path}.partial");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite);
        archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <inheritdoc/>
    public void Add(torch.Tensor images)
    {
        foreach (var (name, content) in pictures.Encode(images))
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        archive.Dispose();
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(unfinished, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        archive.Dispose();
        stream.Dispose();
        File.Delete(unfinished);
    }
}
