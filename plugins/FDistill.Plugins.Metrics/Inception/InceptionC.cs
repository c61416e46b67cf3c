namespace FDistill.Plugins.Metrics.Inception;

/// <summary>Inception-v3's module of the 17×17 grid (Szegedy et al. 2016, figure 6),
/// with the pooling of the FID network: [N, C, h, w] → [N, 768, h, w].</summary>
public sealed class InceptionC : BranchedModule
{
    private const int Cells = 7;

    /// <summary>Makes one with random weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="inner">Channels between the factors of the 7×7 convolutions.</param>
    public InceptionC(long channels, long inner) : base(nameof(InceptionC))
    {
        Branch(("branch1x1", new(channels, 192, 1)));
        Branch(
            ("branch7x7_1", new(channels, inner, 1)),
            ("branch7x7_2", Convolution.Row(inner, inner, Cells)),
            ("branch7x7_3", Convolution.Column(inner, 192, Cells)));
        Branch(
            ("branch7x7dbl_1", new(channels, inner, 1)),
            ("branch7x7dbl_2", Convolution.Column(inner, inner, Cells)),
            ("branch7x7dbl_3", Convolution.Row(inner, inner, Cells)),
            ("branch7x7dbl_4", Convolution.Column(inner, inner, Cells)),
            ("branch7x7dbl_5", Convolution.Row(inner, 192, Cells)));
        PooledBranch(AveragePool, ("branch_pool", new(channels, 192, 1)));
    }
}
