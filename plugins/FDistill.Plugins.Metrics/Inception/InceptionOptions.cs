using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Options of <c>inception</c>.</summary>
public sealed class InceptionOptions
{
    /// <summary>The state dict <c>pt_inception-2015-12-05</c> (<c>.pth</c>, <c>.pt</c> or <c>.safetensors</c>), which pytorch-fid publishes.</summary>
    [Required]
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>Images in the network at once: memory grows with it, the features do not depend on it. (pytorch-fid: 50)</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 50;
}
