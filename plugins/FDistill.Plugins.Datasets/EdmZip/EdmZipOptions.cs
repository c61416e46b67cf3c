using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.EdmZip;

/// <summary>Options of <c>edm-zip</c>.</summary>
public sealed class EdmZipOptions : ImageDatasetOptions
{
    /// <summary>A zip of images with <c>dataset.json</c>, as EDM's dataset_tool and <c>fdistill dataset build</c> write it, or a folder of the same content.</summary>
    [Required, FilePath]
    public string Path { get; set; } = "";
}
