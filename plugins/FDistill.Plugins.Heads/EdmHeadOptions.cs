using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Heads;

/// <summary>Options of <see cref="EdmHead"/>.</summary>
public sealed class EdmHeadOptions
{
    /// <summary>The resolutions of the encoder whose last feature map gets a head; without any,
    /// the lowest one alone. (paper, Table 5: 32, 16, 8 on CIFAR-10; 8 on ImageNet-64)</summary>
    public int[] Resolutions { get; set; } = [];

    /// <summary>Groups of the group norms; 0: about four channels a group up to
    /// 32 channels, beyond that at most 32 groups. (FastGen: the rule)</summary>
    [Range(0, 1024)]
    public int Groups { get; set; }

    /// <summary>
    /// Whether the last map, of a single cell, is normalised as well. Where a
    /// group then holds two values, as with 64 channels in 32 groups, normalising
    /// leaves little but which of them is larger, and the head hardly
    /// learns: say false for features of up to 64 channels. (FastGen: yes)
    /// </summary>
    public bool NormalizeLastMap { get; set; } = true;
}
