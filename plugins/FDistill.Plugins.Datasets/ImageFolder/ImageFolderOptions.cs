using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.ImageFolder;

/// <summary>Options of <c>image-folder</c>.</summary>
public sealed class ImageFolderOptions : ImageDatasetOptions, IReadsPath
{
    /// <summary>The defaults: RGB, as torchvision's ImageFolder reads.</summary>
    public ImageFolderOptions() => Channels = 3;

    /// <summary>A folder (or zip) with a folder of images (PNG, JPEG, WebP) for
    /// each class; or with images alone, which then have no labels.</summary>
    [Required, FilePath]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    string IReadsPath.Readable => "a folder of images";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => Directory.Exists(path) ? new(nameof(Folder), PathCertainty.Assumed) : null;
}
