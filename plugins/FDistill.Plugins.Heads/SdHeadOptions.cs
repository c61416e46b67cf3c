using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Heads;

/// <summary>Options of <see cref="SdHead"/>.</summary>
public sealed class SdHeadOptions
{
    /// <summary>The numbers of the blocks that get a head: the down blocks from 0 on, then the
    /// middle block; without any, the middle block alone. (FastGen: the middle block)</summary>
    public int[] Blocks { get; set; } = [];

    /// <inheritdoc cref="EdmHeadOptions.Groups"/>
    [Range(0, 1024)]
    public int Groups { get; set; }

    /// <inheritdoc cref="EdmHeadOptions.NormalizeLastMap"/>
    public bool NormalizeLastMap { get; set; } = true;
}
