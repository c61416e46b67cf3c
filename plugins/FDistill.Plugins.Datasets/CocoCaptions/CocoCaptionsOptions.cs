using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>Options of <c>coco-captions</c>.</summary>
public sealed class CocoCaptionsOptions : CaptionedImageOptions
{
    /// <summary>MS-COCO's captions, <c>annotations/captions_val2014.json</c>
    /// of <c>annotations_trainval2014.zip</c>.</summary>
    [Required, FilePath]
    public string Annotations { get; set; } = "";

    /// <summary>The images, a folder or <c>val2014.zip</c> as downloaded; absent: captions alone.</summary>
    [FilePath]
    public string? Images { get; set; }

    /// <summary>How many images are drawn, each with one of its captions;
    /// null for all. Default: 30000 (paper: MS-COCO-30k).</summary>
    [Range(1, int.MaxValue)]
    public int? Count { get; set; } = 30_000;

    /// <summary>Decides which images are drawn, and which caption of each. (house: 0; the paper names none)</summary>
    public long Seed { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<IdleOption> IdleOptions => Images is not null
        ? base.IdleOptions
        : new[] { "channels", "workers", "prefetch" }.Select(key => new IdleOption(key, "there are no images to read: images is not given"));

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext)) yield return problem;
        if (Images is null && Size is not null) yield return new ValidationResult("is the size of images: give 'images' too, or leave it out", [nameof(Size)]);
    }
}
