using System.Formats.Tar;
using System.Text;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.WebDataset;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>Tar files of captioned images.</summary>
internal static class Shards
{
    /// <summary>Writes a shard with files in the order given.</summary>
    public static string Write(string path, TarEntryFormat format, params IEnumerable<(string Name, byte[] Content)> files)
    {
        using var tar = new TarWriter(File.Create(path), format);
        foreach (var (name, content) in files)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                _ => new PaxTarEntry(TarEntryType.RegularFile, name),
            };
            entry.DataStream = new MemoryStream(content);
            tar.WriteEntry(entry);
        }

        return path;
    }

    public static string Write(string path, params IEnumerable<(string Name, byte[] Content)> files) => Write(path, TarEntryFormat.Ustar, files);

    /// <summary>The three files of a sample: an image of its number, its caption, its metadata.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Sample(int number, string json = "{}", string? key = null) =>
    [
        ($"{key ?? $"{number:d4}"}.png", Pictures.Png(number, 2, 2)),
        ($"{key ?? $"{number:d4}"}.json", Encoding.UTF8.GetBytes(json)),
        ($"{key ?? $"{number:d4}"}.txt", Encoding.UTF8.GetBytes($"caption {number}\n")),
    ];

    /// <summary>A folder of shards <c>00000.tar</c> … of so many samples each, numbered through.</summary>
    public static string Folder(string path, params IReadOnlyList<int> sizes)
    {
        Directory.CreateDirectory(path);
        for (var (shard, number) = (0, 0); shard < sizes.Count; number += sizes[shard++])
            Write(Path.Combine(path, $"{shard:d5}.tar"), Enumerable.Range(number, sizes[shard]).SelectMany(sample => Sample(sample)));
        return path;
    }

    public static WebDatasetDataset Open(WebDatasetOptions options, ILogger<WebDatasetDataset>? log = null) => new(options, Pictures.Decoder, Pictures.Resizer, log ?? new MessageList());

    /// <summary>The captions of so many batches, or of a whole pass.</summary>
    public static List<string> Captions(IDataset dataset, DataRequest request, int batches = int.MaxValue)
    {
        using var stream = dataset.Open(request);
        var captions = new List<string>();
        for (var n = 0; n < batches && stream.Next() is { } batch; n++)
        {
            captions.AddRange(batch.Captions!);
            batch.Images!.Dispose();
        }

        return captions;
    }
}
