using System.Globalization;

namespace FDistill.Benchmarks.Loader;

/// <summary>What is measured.</summary>
/// <param name="Images">Files of each format.</param>
/// <param name="Source">Height and width of the files in folders; the zip holds them as they are trained on.</param>
/// <param name="Size">Height and width that they are brought to.</param>
/// <param name="Batch">Images in a batch.</param>
/// <param name="Rounds">Training rounds beside each loader.</param>
internal sealed record LoaderSettings(int Images, int Source, int Size, int Batch, int Rounds)
{
    /// <summary>Reads <c>--images N --source N --size N --batch N --rounds N</c>.</summary>
    public static LoaderSettings Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value"));
        int Number(string name, int otherwise) => given.Remove(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var settings = new LoaderSettings(Number("--images", 256), Number("--source", 256), Number("--size", 64), Number("--batch", 64), Number("--rounds", 5));
        if (given.Count > 0) throw new ArgumentException($"unknown: {string.Join(", ", given.Keys)}; there are --images, --source, --size, --batch, --rounds");
        return settings;
    }
}
