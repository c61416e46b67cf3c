using FDistill.Images;
using FDistill.Plugins.Datasets.Archives;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.ImageFolder;

/// <summary>Images by class: every folder is a class, numbered in
/// the order of their names, with all the images below it.</summary>
public sealed class ImageFolderDataset : ImageDataset
{
    /// <summary>Lists the images.</summary>
    /// <exception cref="InvalidDataException">There are none, a
    /// class has none, or an image belongs to no class.</exception>
    public ImageFolderDataset(ImageFolderOptions options, IImageDecoder decoder, IImageResizer resizer)
        : base(new FittedImages(Open(options, decoder), options, resizer), options)
    {
    }

    private static ArchivedImages Open(ImageFolderOptions options, IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(options);
        var archive = FileArchive.Open(options.Folder);
        try
        {
            var images = ArchivedImages.In(archive);
            var classes = options.Labels ? NumberClasses(archive, images) : [];
            return classes.Count == 0
                ? new ArchivedImages(archive, images, labels: null, classes: null, decoder)
                : new ArchivedImages(archive, images, [.. images.Select(image => classes[Class(image)])], classes.Count, decoder);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The classes' numbers by name; none where all images lie in the folder itself.</summary>
    private static Dictionary<string, int> NumberClasses(IFileArchive archive, IReadOnlyList<string> images)
    {
        var names = images.Select(Class).Distinct(StringComparer.Ordinal).ToList();
        if (names is [""]) return [];
        if (names.Contains(""))
            throw new InvalidDataException($"'{archive.Path}' holds folders, which are classes, but also '{images.First(image => Class(image).Length == 0)}', which is in none: move it, or give 'labels': false.");
        if (Directory.Exists(archive.Path) && Directory.GetDirectories(archive.Path).Select(Path.GetFileName).FirstOrDefault(folder => !folder!.StartsWith('.') && !names.Contains(folder)) is { } empty)
            throw new InvalidDataException($"'{archive.Path}/{empty}' holds no images; a class needs at least one: remove the folder, or give 'labels': false.");
        return names.Order(StringComparer.Ordinal).Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
    }

    /// <summary>The first folder of a name; empty where there is none.</summary>
    private static string Class(string image) => image.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? image[..end] : "";
}
