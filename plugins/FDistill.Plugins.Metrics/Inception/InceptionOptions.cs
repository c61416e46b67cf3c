using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Options of <c>inception</c>.</summary>
public sealed class InceptionOptions
{
    /// <summary>The state dict <c>pt_inception-2015-12-05</c> (<c>.pth</c>,
    /// <c>.pt</c> or <c>.safetensors</c>), which pytorch-fid publishes.</summary>
    [Required]
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>Height and width, in pixels, to which the largest square in the middle of
    /// every image is brought first, by Pillow's Lanczos filter on 8 bits; samples and
    /// references may then differ in size. Absent: images are taken
    /// as they are. (DMD2 and GigaGAN on COCO: 256)</summary>
    [Range(8, 4096)]
    public int? Size { get; set; }

    /// <summary>How images are brought to the network's 299×299. (pytorch-fid:
    /// bilinear; clean-fid, and so DMD2 on COCO: clean)</summary>
    [EnumDataType(typeof(InceptionResizing))]
    public InceptionResizing Resizing { get; set; } = InceptionResizing.Bilinear;

    /// <summary>Images in the network at once: memory grows with it,
    /// the features do not depend on it. (pytorch-fid: 50)</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 50;
}

/// <summary>Ways to bring images to the Inception network's size.</summary>
public enum InceptionResizing
{
    /// <summary>Bilinear with half-pixel centres and without antialiasing (pytorch-fid).</summary>
    Bilinear,

    /// <summary>Pillow's bicubic filter on floats, antialiased,
    /// clipped to [0, 255] (clean-fid; Parmar et al. 2022).</summary>
    Clean,
}
