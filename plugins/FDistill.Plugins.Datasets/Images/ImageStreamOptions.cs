using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Options of every dataset of images, however they are stored: what is handed out, and how it is read ahead.</summary>
public abstract class ImageStreamOptions
{
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
}
