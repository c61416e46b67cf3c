using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.EdmZip;

/// <summary>Options of <c>edm-zip</c>.</summary>
public sealed class EdmZipOptions : ImageDatasetOptions, IReadsPath
{
    /// <summary>A zip of images with <c>dataset.json</c>, as EDM's dataset_tool and
    /// <c>fdistill dataset build</c> write it, or a folder of the same content.</summary>
    [Required, FilePath]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    string IReadsPath.Readable => "a folder or zip of images with dataset.json";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => File.Exists(System.IO.Path.Combine(path, EdmLabels.FileName)) ? new(nameof(Path), PathCertainty.Content)
        : Directory.Exists(path) ? null
        : new(nameof(Path), PathCertainty.Assumed);
}
