using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class FunctionalTests
{
    [Fact]
    public void ConvolutionsKeepTheSizeThatTheirPaddingKeeps()
    {
        var x = ones(1, 2, 5, 5);
        var y = functional.conv2d(x, ones(3, 2, 3, 3), padding: [1, 1]);
        Expect.Shape(y, 1, 3, 5, 5);
        Assert.Equal(18f, y[0, 0, 2, 2].item<float>());
        Expect.Shape(functional.conv2d(x, ones(3, 2, 3, 3), strides: [2, 2]), 1, 3, 2, 2);
        Expect.Shape(functional.conv_transpose2d(x, ones(2, 4, 2, 2), strides: [2, 2]), 1, 4, 10, 10);
    }

    [Fact]
    public void LinearAddsABias() => Expect.Values(functional.linear(ones(1, 2), ones(3, 2), tensor(new[] { 0f, 1f, 2f })), 2f, 3, 4);

    [Fact]
    public void NormalisationsCentreTheirGroups()
    {
        manual_seed(0);
        var x = randn(2, 4, 3, 3) * 3 + 5;
        foreach (var y in new[] { functional.group_norm(x, 2), functional.layer_norm(x, [4, 3, 3]), functional.instance_norm(x) })
        {
            Assert.Equal(0, y.mean().item<float>(), 4);
            Assert.Equal(1, y.std().item<float>(), 1);
        }
    }

    [Fact]
    public void LossesReduceAsTold()
    {
        var (x, y) = (tensor(new[] { 1f, 2f }), tensor(new[] { 3f, 5f }));
        Assert.Equal(6.5f, functional.mse_loss(x, y).item<float>());
        Assert.Equal(13f, functional.mse_loss(x, y, Reduction.Sum).item<float>());
        Expect.Values(functional.l1_loss(x, y, Reduction.None), 2f, 3);
        Expect.Near(functional.smooth_l1_loss(x, y), 2);
        Expect.Near(functional.huber_loss(x, y, 2), 3);
        Expect.Near(functional.cross_entropy(zeros(2, 4), tensor(new long[] { 0, 3 })), Math.Log(4));
        Expect.Near(functional.binary_cross_entropy_with_logits(zeros(3), ones(3)), Math.Log(2));
    }

    [Fact]
    public void PoolsTakeMeansAndMaxima()
    {
        var x = arange(16, dtype: float32).reshape(1, 1, 4, 4);
        Expect.Values(functional.avg_pool2d(x, 2), 2.5f, 4.5f, 10.5f, 12.5f);
        Expect.Values(functional.max_pool2d(x, 2), 5f, 7, 13, 15);
        Expect.Values(functional.adaptive_avg_pool2d(x, 1), 7.5f);
        var (values, indices) = functional.max_pool2d_with_indices(x, [2, 2]);
        Expect.Values(indices, 5L, 7, 13, 15);
        Assert.Equal(40f, functional.max_unpool2d(values, indices, [2, 2]).sum().item<float>());
    }

    [Fact]
    public void ImagesAreResized()
    {
        var x = arange(4, dtype: float32).reshape(1, 1, 2, 2);
        Expect.Shape(functional.interpolate(x, scale_factor: [2, 2]), 1, 1, 4, 4);
        Expect.Shape(functional.interpolate(x, [3, 5], mode: InterpolationMode.Bilinear, align_corners: false), 1, 1, 3, 5);
        Assert.Equal(1.5f, functional.interpolate(x, [1, 1], mode: InterpolationMode.Area).item<float>());
    }

    [Fact]
    public void BordersAreFilled()
    {
        var x = ones(1, 1, 2, 2);
        Expect.Shape(functional.pad(x, (1, 1, 0, 2)), 1, 1, 4, 4);
        Assert.Equal(4f, functional.pad(x, (1, 1, 0, 2)).sum().item<float>());
        Assert.Equal(16f, functional.pad(x, (1, 1, 1, 1), PaddingModes.Replicate).sum().item<float>());
    }

    [Fact]
    public void AttentionIsAWeightedMean()
    {
        manual_seed(0);
        var (query, key, value) = (randn(1, 2, 3, 4), randn(1, 2, 5, 4), randn(1, 2, 5, 4));
        var expected = (query.matmul(key.transpose(-2, -1)) / 2).softmax(-1).matmul(value);
        Assert.True(expected.allclose(functional.scaled_dot_product_attention(query, key, value), atol: 1e-5));
    }

    [Fact]
    public void ACausalAttentionSeesNoFuture()
    {
        manual_seed(0);
        var x = randn(1, 1, 4, 8);
        var y = functional.scaled_dot_product_attention(x, x, x, is_casual: true);
        Assert.True(x[0, 0, 0].allclose(y[0, 0, 0], atol: 1e-6));
    }

    [Fact]
    public void DropoutDoesNothingInEvaluation()
    {
        var x = ones(100);
        Assert.True(x.Equals(functional.dropout(x, 0.5, training: false)));
        Assert.False(x.Equals(functional.dropout(x, 0.5, training: true)));
    }

    [Fact]
    public void PatchesFoldBack()
    {
        var x = arange(16, dtype: float32).reshape(1, 1, 4, 4);
        var patches = functional.unfold(x, 2, stride: 2);
        Expect.Shape(patches, 1, 4, 4);
        Assert.True(x.Equals(functional.fold(patches, 4, 2, stride: 2)));
    }

    [Fact]
    public void VectorsAreNormalised() => Expect.Near(functional.normalize(tensor(new float[,] { { 3, 4 } })), 0.6, 0.8);

    [Fact]
    public void ClassesBecomeVectors() => Expect.Values(functional.one_hot(tensor(new long[] { 2, 0 }), 3), 0L, 0, 1, 1, 0, 0);
}
