using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>Which CLIP model a metric looks through.</summary>
public abstract class ClipOptions
{
    /// <summary>The model: a folder in the layout of transformers, or a file of weights
    /// as OpenAI, OpenCLIP or HPSv2 publish it. Nothing is ever fetched.</summary>
    [Required, FilePath]
    public string Checkpoint { get; set; } = "";

    /// <summary>Attention heads of the image encoder, where a file of weights is none
    /// of the published sizes. Absent: as published models of its width have.</summary>
    [Range(1, 1024)]
    public int? VisionHeads { get; set; }

    /// <summary>Attention heads of the text encoder, where a file of weights is none of
    /// the published sizes. Absent: as published models of its width have.</summary>
    [Range(1, 1024)]
    public int? TextHeads { get; set; }

    /// <summary>Images in the network at once: memory grows with
    /// it, the values do not depend on it. (house: 64)</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 64;
}
