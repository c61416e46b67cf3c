namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Inception-v3's module of the 35×35 grid (Szegedy et al. 2016, figure 5), with
/// the pooling of the FID network: [N, C, h, w] → [N, 224 + pooled, h, w].</summary>
public sealed class InceptionA : BranchedModule
{
    /// <summary>Makes one with random weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="pooled">Channels of the pooled branch.</param>
    public InceptionA(long channels, long pooled) : base(nameof(InceptionA))
    {
        Branch(("branch1x1", new(channels, 64, 1)));
        Branch(("branch5x5_1", new(channels, 48, 1)), ("branch5x5_2", new(48, 64, 5, padding: 2)));
        Branch(("branch3x3dbl_1", new(channels, 64, 1)), ("branch3x3dbl_2", new(64, 96, 3, padding: 1)), ("branch3x3dbl_3", new(96, 96, 3, padding: 1)));
        PooledBranch(AveragePool, ("branch_pool", new(channels, pooled, 1)));
    }
}
