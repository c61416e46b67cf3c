using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of images, however they are stored: what is handed out.</summary>
public abstract class ImageStreamOptions : ReadAheadOptions
{
    /// <summary>Whether labels are handed out, where there are any. (house: true)</summary>
    public bool Labels { get; set; } = true;

    /// <summary>Whether every image is mirrored in half of the epochs, at random; a
    /// pass without a seed mirrors none. Default: false (EDM: xflip=False).</summary>
    public bool XFlip { get; set; }

    /// <summary>Takes the first so many images only; default: all.</summary>
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }
}
