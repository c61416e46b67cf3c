using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FDistill.Formats.Images;
using FDistill.Formats.Images.Png;
using FDistill.Formats.Images.Resizing;
using FDistill.Images;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.ImageFolder;
using FDistill.Plugins.Datasets.WebDataset;
using Microsoft.Extensions.Logging.Abstractions;

namespace FDistill.Benchmarks.Loader;

/// <summary>The same pictures as a zip of small PNG files and as folders of large PNG, JPEG and WebP files.</summary>
internal sealed class LoaderFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-loader-");
    private readonly ImageDecoder decoder = new();
    private readonly ImageResizer resizer = new();
    private readonly LoaderSettings settings;

    /// <summary>Writes the files.</summary>
    public LoaderFiles(LoaderSettings settings)
    {
        this.settings = settings;
        foreach (var format in new[] { "png", "jpg", "webp", "tar" }) folder.CreateSubdirectory(format);
        using var zip = ZipFile.Open(Path.Combine(folder.FullName, "small.zip"), ZipArchiveMode.Create);
        for (var n = 0; n < settings.Images; n++)
        {
            var picture = Picture(n, settings.Source);
            File.WriteAllBytes(Path.Combine(folder.FullName, "png", $"{n}.png"), PngWriter.Encode(picture));
            File.WriteAllBytes(Path.Combine(folder.FullName, "jpg", $"{n}.jpg"), ImageEncoders.Jpeg(picture));
            File.WriteAllBytes(Path.Combine(folder.FullName, "webp", $"{n}.webp"), ImageEncoders.WebP(picture));
            using var entry = zip.CreateEntry($"{n}.png", CompressionLevel.NoCompression).Open();
            entry.Write(PngWriter.Encode(resizer.Resize(picture, settings.Size, settings.Size, ResizeFilter.Lanczos)));
        }

        WriteShard();
    }

    /// <summary>Every format with what opens it.</summary>
    public IReadOnlyList<LoaderFormat> Formats =>
    [
        new($"edm-zip, PNG {settings.Size}", HasCache: true, Zip),
        new($"folder, PNG {settings.Source} to {settings.Size}", HasCache: true, threads => Folder("png", threads)),
        new($"folder, JPEG {settings.Source} to {settings.Size}", HasCache: true, threads => Folder("jpg", threads)),
        new($"folder, WebP {settings.Source} to {settings.Size}", HasCache: true, threads => Folder("webp", threads)),
        new($"webdataset, JPEG {settings.Source} to {settings.Size}", HasCache: false, Shards),
    ];

    public void Dispose() => folder.Delete(recursive: true);

    private EdmZipDataset Zip(LoaderThreads threads) =>
        new(new EdmZipOptions { Path = Path.Combine(folder.FullName, "small.zip"), Workers = threads.Workers, CacheMegabytes = threads.Megabytes }, decoder, resizer);

    private ImageFolderDataset Folder(string format, LoaderThreads threads) => new(
        new ImageFolderOptions { Folder = Path.Combine(folder.FullName, format), Size = settings.Size, Workers = threads.Workers, CacheMegabytes = threads.Megabytes }, decoder, resizer);

    private WebDatasetDataset Shards(LoaderThreads threads) => new(
        new WebDatasetOptions { Shards = Path.Combine(folder.FullName, "tar"), Size = settings.Size, Workers = threads.Workers }, decoder, resizer, NullLogger<WebDatasetDataset>.Instance);

    /// <summary>The JPEG files with captions, in one shard.</summary>
    private void WriteShard()
    {
        using var tar = new TarWriter(File.Create(Path.Combine(folder.FullName, "tar", "00000.tar")));
        for (var n = 0; n < settings.Images; n++)
        {
            tar.WriteEntry(Path.Combine(folder.FullName, "jpg", $"{n}.jpg"), $"{n:d6}.jpg");
            using var caption = new MemoryStream(Encoding.UTF8.GetBytes($"picture {n}"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{n:d6}.txt") { DataStream = caption });
        }
    }

    /// <summary>Waves with some noise, which compress about as photographs do.</summary>
    private static Raster Picture(int number, int side)
    {
        var random = new Random(number);
        var (across, down) = (random.NextDouble() * 0.2, random.NextDouble() * 0.2);
        var pixels = new byte[side * side * 3];
        for (var k = 0; k < pixels.Length; k++)
            pixels[k] = (byte)(128 + 90 * Math.Sin(across * (k / 3 % side) + down * (k / 3 / side) + k % 3) + random.Next(-12, 13));
        return new Raster(side, side, Channels: 3, pixels);
    }
}
