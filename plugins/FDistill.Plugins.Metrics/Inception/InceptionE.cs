using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Inception-v3's module of the 8×8 grid (Szegedy et al. 2016, figure
/// 7): [N, C, h, w] → [N, 2048, h, w]. The FID network's first averages
/// in its pooled branch; its second takes the maximum.</summary>
public sealed class InceptionE : BranchedModule
{
    /// <summary>Makes one with random weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="takesMaximum">Whether the pooled branch takes
    /// the maximum of 3×3 cells instead of their mean.</param>
    public InceptionE(long channels, bool takesMaximum) : base(nameof(InceptionE))
    {
        Branch(("branch1x1", new(channels, 320, 1)));
        ForkedBranch(
            [("branch3x3_1", new(channels, 384, 1))],
            ("branch3x3_2a", Convolution.Row(384, 384, 3)),
            ("branch3x3_2b", Convolution.Column(384, 384, 3)));
        ForkedBranch(
            [("branch3x3dbl_1", new(channels, 448, 1)), ("branch3x3dbl_2", new(448, 384, 3, padding: 1))],
            ("branch3x3dbl_3a", Convolution.Row(384, 384, 3)),
            ("branch3x3dbl_3b", Convolution.Column(384, 384, 3)));
        PooledBranch(takesMaximum ? MaximumPool : AveragePool, ("branch_pool", new(channels, 192, 1)));
    }

    private static Tensor MaximumPool(Tensor input) => max_pool2d(input, 3, stride: 1, padding: 1);
}
