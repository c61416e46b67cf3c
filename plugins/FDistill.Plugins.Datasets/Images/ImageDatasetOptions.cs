using System.ComponentModel.DataAnnotations;
using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of image files.</summary>
public abstract class ImageDatasetOptions : ImageStreamOptions, IValidatableObject
{
    /// <summary>Height and width to bring images to. Default: as stored, which then has to be the same for all.</summary>
    [Range(1, 8192)]
    public int? Size { get; set; }

    /// <summary>How an image that is not square becomes so. Default: <c>center</c> (EDM's dataset_tool: center-crop).</summary>
    [EnumDataType(typeof(ImageCrop))]
    public ImageCrop? Crop { get; set; }

    /// <summary>The filter that resizes, exactly as Pillow's. Default: <c>lanczos</c> (EDM's dataset_tool).</summary>
    [EnumDataType(typeof(ResizeFilter))]
    public ResizeFilter? Filter { get; set; }

    /// <summary>1 for grey, 3 for RGB: grey images are repeated, coloured ones become their luma (ITU-R 601, as Pillow's).</summary>
    [AllowedValues(null, 1, 3)]
    public int? Channels { get; set; }

    /// <summary>How many megabytes (2²⁰ bytes) of images stay in memory as they were decoded and brought to size; what does not fit is decoded in every epoch.
    /// Default: 512; 0 keeps none (EDM: --cache True, without a limit).</summary>
    [Range(0, 1 << 20)]
    public int CacheMegabytes { get; set; } = 512;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Size is null && Crop is not null) yield return new ValidationResult("needs a size to bring images to: give 'size' too", [nameof(Crop)]);
        if (Size is null && Filter is not null) yield return new ValidationResult("needs a size to bring images to: give 'size' too", [nameof(Filter)]);
        if (Crop == ImageCrop.Dhariwal && Filter is not null)
            yield return new ValidationResult("the crop 'dhariwal' has filters of its own, box and bicubic: leave 'filter' out", [nameof(Filter)]);
    }
}

/// <summary>How an image that is not square becomes so.</summary>
public enum ImageCrop
{
    /// <summary>The largest square at its centre, then resized (EDM's dataset_tool: center-crop).</summary>
    Center,

    /// <summary>Halved while it is at least twice as large, its shorter side resized, then the square at its centre (ADM, Dhariwal and Nichol 2021; dataset_tool: center-crop-dhariwal).</summary>
    Dhariwal,

    /// <summary>All of it, stretched or squeezed (dataset_tool without a transform).</summary>
    Stretch,
}
