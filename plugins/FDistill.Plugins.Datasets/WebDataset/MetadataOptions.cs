using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Which samples of a <c>webdataset</c> are taken, by the numbers in their
/// JSON. A sample whose JSON lacks a number that is asked for is not taken.</summary>
public sealed class MetadataOptions : IHasIdleOptions
{
    /// <summary>The least aesthetic score. Default: any (paper, SDXL: 6.5).</summary>
    public double? MinAesthetic { get; set; }

    /// <summary>The key of the aesthetic score. Default: COYO-700M's.</summary>
    [Required]
    public string AestheticKey { get; set; } = "aesthetic_score_laion_v2";

    /// <summary>The least height, and the least width, in pixels. Default: any.</summary>
    [Range(1, int.MaxValue)]
    public int? MinSize { get; set; }

    /// <summary>The key of the height. Default: COYO-700M's and img2dataset's.</summary>
    [Required]
    public string HeightKey { get; set; } = "height";

    /// <summary>The key of the width. Default: COYO-700M's and img2dataset's.</summary>
    [Required]
    public string WidthKey { get; set; } = "width";

    /// <summary>The least similarity of image and caption. Default: any.</summary>
    public double? MinClipSimilarity { get; set; }

    /// <summary>The key of the similarity. Default: COYO-700M's, of ViT-L/14.</summary>
    [Required]
    public string ClipSimilarityKey { get; set; } = "clip_similarity_vitl14";

    /// <summary>The keys of height and width before the images were resized for
    /// storing, e.g. img2dataset's <c>original_height</c> and <c>original_width</c>:
    /// what SDXL is given as the original size. Default: none, the size as stored.</summary>
    [Length(2, 2)]
    public IReadOnlyList<string>? OriginalSizeKeys { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IdleOption> IdleOptions =>
    [
        .. MinAesthetic is null ? Unasked("aestheticKey", "minAesthetic") : [],
        .. MinSize is null ? Unasked("heightKey", "minSize").Concat(Unasked("widthKey", "minSize")) : [],
        .. MinClipSimilarity is null ? Unasked("clipSimilarityKey", "minClipSimilarity") : [],
    ];

    private static IEnumerable<IdleOption> Unasked(string key, string bound) => [new(key, $"{bound} is not given")];
}
