using System.IO.Compression;
using FDistill.Formats.Images;
using FDistill.Formats.Images.Png;
using FDistill.Formats.Images.Resizing;
using FDistill.Images;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>Small images, and archives of them.</summary>
internal static class Pictures
{
    public static ImageDecoder Decoder { get; } = new();

    public static ImageResizer Resizer { get; } = new();

    /// <summary>RGB by default; every number has pixels of its own.</summary>
    public static Raster Image(int number, int height = 4, int width = 4, int channels = 3) =>
        new(width, height, channels, [.. Enumerable.Range(0, height * width * channels).Select(k => (byte)(number * 16 + k))]);

    public static byte[] Png(int number, int height = 4, int width = 4, int channels = 3) => PngWriter.Encode(Image(number, height, width, channels));

    /// <summary>Writes a zip with files stored as they are, in the order given.</summary>
    public static string Zip(string path, params IEnumerable<(string Name, byte[] Content)> files)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }

        return path;
    }

    /// <summary>Writes files into a folder.</summary>
    public static string Folder(string path, params IEnumerable<(string Name, byte[] Content)> files)
    {
        Directory.CreateDirectory(path);
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        return path;
    }
}
