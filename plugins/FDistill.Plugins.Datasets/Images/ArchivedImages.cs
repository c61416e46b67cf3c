using FDistill.Images;
using FDistill.Plugins.Datasets.Archives;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Image files in an archive.</summary>
/// <param name="archive">The archive, disposed with this.</param>
/// <param name="names">The images' names.</param>
/// <param name="labels">Their labels; null where they have none.</param>
/// <param name="classes">How many classes there are; null where images have no labels.</param>
/// <param name="decoder">Decodes them.</param>
internal sealed class ArchivedImages(IFileArchive archive, IReadOnlyList<string> names, int[]? labels, int? classes, IImageDecoder decoder) : IImageRecords
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    /// <inheritdoc/>
    public string Path => archive.Path;

    /// <inheritdoc/>
    public int Count => names.Count;

    /// <inheritdoc/>
    public int? Classes => classes;

    /// <summary>The names of the images in an archive; other files are passed over.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static IReadOnlyList<string> In(IFileArchive archive)
    {
        var images = archive.Names.Where(name => Extensions.Contains(System.IO.Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)).ToList();
        if (images.Count > 0) return images;
        var found = archive.Names.Count == 0 ? "nothing" : string.Join(", ", archive.Names.Take(3)) + (archive.Names.Count > 3 ? ", …" : "");
        throw new InvalidDataException($"'{archive.Path}' holds no images ({string.Join(", ", Extensions)}); found {found}.");
    }

    /// <inheritdoc/>
    public string Name(int record) => names[record];

    /// <inheritdoc/>
    public int Label(int record) => labels![record];

    /// <inheritdoc/>
    public Raster Read(int record) => decoder.Decode(archive.Read(names[record]), $"{archive.Path}/{names[record]}");

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();
}
