using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Clip;

public class CosineTests
{
    [Fact]
    public void Copies_are_wholly_alike_and_perpendicular_rows_not_at_all()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1, Cosine.WithinBatch(Some.Normal(1, 1, 8).expand(5, -1)).item<float>(), 5);
        Assert.Equal(0, Cosine.WithinBatch(eye(4, dtype: float32, device: CPU)).item<float>(), 5);
    }

    [Fact]
    public void Length_does_not_matter_and_pairs_are_the_diagonal_of_all()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Some.Normal(1, 4, 8), Some.Normal(2, 4, 8));
        Assert.Equal(0, Some.Distance(Cosine.OfAll(a, b), Cosine.OfAll(a * 7, b * 0.1)), 5);
        Assert.Equal(0, Some.Distance(Cosine.OfPairs(a, b), Cosine.OfAll(a, b).diagonal()), 5);
    }

    [Fact]
    public void A_row_of_zeros_is_like_nothing()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Cosine.OfPairs(zeros([1, 8], dtype: float32, device: CPU), Some.Normal(1, 1, 8)).item<float>());
    }
}
