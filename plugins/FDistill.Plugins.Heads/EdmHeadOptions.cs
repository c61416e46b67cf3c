namespace FDistill.Plugins.Heads;

/// <summary>Options of <see cref="EdmHead"/>.</summary>
public sealed class EdmHeadOptions
{
    /// <summary>The resolutions of the encoder whose last feature map gets a head; without any, the lowest one alone. (paper, Table 5: 32, 16, 8 on CIFAR-10; 8 on ImageNet-64)</summary>
    public int[] Resolutions { get; set; } = [];
}
