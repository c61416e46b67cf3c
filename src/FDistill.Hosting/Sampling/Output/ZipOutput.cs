using System.IO.Compression;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>A zip file of numbered PNG files, stored without a second
/// compression; it gets its name when all of them are in it.</summary>
internal sealed class ZipOutput : ISampleOutput
{
    private readonly NumberedPictures pictures = new();
    private readonly string path;
    private readonly string unfinished;
    private readonly FileStream stream;
    private readonly ZipArchive archive;
    private readonly IReadOnlyList<string> texts;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its name; a file of that name is replaced at the end.</param>
    /// <param name="texts">The texts of the pictures; empty for none.</param>
    public ZipOutput(string path, IReadOnlyList<string> texts)
    {
        (this.path, unfinished, this.texts) = (path, $"{path}.partial", texts);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite);
        archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <inheritdoc/>
    public void Add(torch.Tensor images)
    {
        foreach (var (name, content) in pictures.Encode(images)) Add(name, content);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (texts.Count > 0) Add(PromptLines.FileName, PromptLines.Of(texts));
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

    private void Add(string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
