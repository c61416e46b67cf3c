using System.ComponentModel.DataAnnotations;
using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of image files.</summary>
public abstract class ImageDatasetOptions : ImageStreamOptions, IImageFitOptions, IValidatableObject
{
    /// <inheritdoc/>
    [Range(1, 8192)]
    public int? Size { get; set; }

    /// <inheritdoc/>
    [EnumDataType(typeof(ImageCrop))]
    public ImageCrop? Crop { get; set; }

    /// <inheritdoc/>
    [EnumDataType(typeof(ResizeFilter))]
    public ResizeFilter? Filter { get; set; }

    /// <inheritdoc/>
    [AllowedValues(null, 1, 3)]
    public int? Channels { get; set; }

    /// <summary>How many megabytes (2²⁰ bytes) of images stay in memory as they were
    /// decoded and brought to size; what does not fit is decoded in every epoch.
    /// Default: 512; 0 keeps none (EDM: --cache True, without a limit).</summary>
    [Range(0, 1 << 20)]
    public int CacheMegabytes { get; set; } = 512;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ImageFit.Check(this);
}
