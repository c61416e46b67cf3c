using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>Options of <c>in-batch-similarity</c>.</summary>
public class InBatchSimilarityOptions
{
    /// <summary>A vision transformer of DINO's: a file as DINO publishes it, or a folder of
    /// transformers. Nothing is ever fetched. (paper: "DINO", of no stated size)</summary>
    [Required, FilePath]
    public string Checkpoint { get; set; } = "";

    /// <summary>Attention heads, where the network is none of the
    /// published sizes. Absent: of 64 numbers each.</summary>
    [Range(1, 1024)]
    public int? Heads { get; set; }

    /// <summary>Images in the network at once: memory grows with
    /// it, the values do not depend on it. (house: 64)</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 64;
}
