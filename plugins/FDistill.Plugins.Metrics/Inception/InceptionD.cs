using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Inception-v3's reduction from the 17×17 to the 8×8 grid:
/// [N, C, h, w] → [N, 512 + C, (h − 1)/2, (w − 1)/2].</summary>
public sealed class InceptionD : BranchedModule
{
    /// <summary>Makes one with random weights.</summary>
    /// <param name="channels">C.</param>
    public InceptionD(long channels) : base(nameof(InceptionD))
    {
        Branch(("branch3x3_1", new(channels, 192, 1)), ("branch3x3_2", new(192, 320, 3, stride: 2)));
        Branch(
            ("branch7x7x3_1", new(channels, 192, 1)),
            ("branch7x7x3_2", Convolution.Row(192, 192, 7)),
            ("branch7x7x3_3", Convolution.Column(192, 192, 7)),
            ("branch7x7x3_4", new(192, 192, 3, stride: 2)));
        PooledBranch(input => max_pool2d(input, 3, stride: 2));
    }
}
