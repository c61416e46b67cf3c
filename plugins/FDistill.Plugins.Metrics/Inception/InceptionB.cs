using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Inception-v3's reduction from the 35×35 to the 17×17
/// grid: [N, C, h, w] → [N, 480 + C, (h − 1)/2, (w − 1)/2].</summary>
public sealed class InceptionB : BranchedModule
{
    /// <summary>Makes one with random weights.</summary>
    /// <param name="channels">C.</param>
    public InceptionB(long channels) : base(nameof(InceptionB))
    {
        Branch(("branch3x3", new(channels, 384, 3, stride: 2)));
        Branch(("branch3x3dbl_1", new(channels, 64, 1)), ("branch3x3dbl_2", new(64, 96, 3, padding: 1)), ("branch3x3dbl_3", new(96, 96, 3, stride: 2)));
        PooledBranch(input => max_pool2d(input, 3, stride: 2));
    }
}
