using System.ComponentModel.DataAnnotations;
using FDistill.Images;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of images with captions.</summary>
public abstract class CaptionedImageOptions : ReadAheadOptions, IImageFitOptions, IValidatableObject
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
    /// <remarks>Default: 3, as text-to-image models see.</remarks>
    [AllowedValues(null, 1, 3)]
    public int? Channels { get; set; } = 3;

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ImageFit.Check(this);
}
