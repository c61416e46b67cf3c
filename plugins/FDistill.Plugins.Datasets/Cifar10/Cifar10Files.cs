using System.Formats.Tar;
using System.IO.Compression;

namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>Finds the batches of CIFAR-10 in a folder or in the archive as downloaded.</summary>
internal static class Cifar10Files
{
    /// <summary>The batches of a split, in their order.</summary>
    /// <exception cref="FileNotFoundException">A batch is not
    /// there; the message lists the names looked for.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static IReadOnlyList<Cifar10Batch> Read(string path, Cifar10Split split)
    {
        string[] names = split == Cifar10Split.Train ? [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}")] : ["test_batch"];
        var files = Directory.Exists(path) ? InFolder(path, names) : InTar(path, names);
        return [.. names.Select(name => files.TryGetValue($"{name}.bin", out var binary)
            ? Cifar10Batch.OfBinary($"{path}/{name}.bin", binary)
            : files.TryGetValue(name, out var python)
                ? Cifar10Batch.OfPython($"{path}/{name}", python)
                : throw new FileNotFoundException($"'{path}' holds neither {name}.bin nor {name}: point 'path' to CIFAR-10's binary or python version."))];
    }

    private static Dictionary<string, byte[]> InFolder(string path, string[] names) =>
        new[] { path }.Concat(Directory.GetDirectories(path, "cifar-10-batches-*").Order(StringComparer.Ordinal))
            .SelectMany(folder => names.SelectMany(name => new[] { Path.Combine(folder, $"{name}.bin"), Path.Combine(folder, name) }))
            .Where(File.Exists)
            .GroupBy(file => Path.GetFileName(file))
            .ToDictionary(same => same.Key, same => File.ReadAllBytes(same.First()));

    private static Dictionary<string, byte[]> InTar(string path, string[] names)
    {
        var files = new Dictionary<string, byte[]>();
        try
        {
            using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (entry.DataStream is null || !names.Contains(Path.GetFileNameWithoutExtension(name))) continue;
                using var content = new MemoryStream();
                entry.DataStream.CopyTo(content);
                files[name] = content.ToArray();
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' is neither a folder nor a whole .tar.gz file: {failure.Message}", failure);
        }

        return files;
    }
}
