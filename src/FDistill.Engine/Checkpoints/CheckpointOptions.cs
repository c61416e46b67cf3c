using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Checkpoints;

/// <summary>When checkpoints are written, and how many stay.</summary>
public sealed class CheckpointOptions
{
    /// <summary>Iterations between checkpoints; one more is written at the end. (house)</summary>
    [Range(1, long.MaxValue)]
    public long Every { get; set; } = 1000;

    /// <summary>How many of the last checkpoints are kept. (house: the
    /// last one and, should it be damaged, the one before)</summary>
    [Range(1, int.MaxValue)]
    public int Keep { get; set; } = 2;
}
