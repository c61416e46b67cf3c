using System.ComponentModel.DataAnnotations;
using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of images.</summary>
public abstract class ImageDatasetOptions : IValidatableObject
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

    /// <summary>Whether labels are handed out, where there are any. (house: true)</summary>
    public bool Labels { get; set; } = true;

    /// <summary>Whether every image is mirrored in half of the epochs, at random; a pass without a seed mirrors none. Default: false (EDM: xflip=False).</summary>
    public bool XFlip { get; set; }

    /// <summary>Takes the first so many images only; default: all.</summary>
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <summary>Threads that decode ahead; 0 decodes when a batch is asked for. Default: 1 (EDM: --workers 1).</summary>
    [Range(0, 256)]
    public int Workers { get; set; } = 1;

    /// <summary>How many batches are decoded ahead. Default: 2 (EDM: prefetch_factor=2).</summary>
    [Range(1, 1024)]
    public int Prefetch { get; set; } = 2;

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
