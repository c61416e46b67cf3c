using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class LayerTests
{
    [Fact]
    public void A_linear_layer_starts_with_PyTorchs_values()
    {
        manual_seed(0);
        using var layer = nn.Linear(3, 2);

        Close.Equal([-0.0043f, 0.3097f, -0.4752f, -0.4249f, -0.2224f, 0.1548f], layer.weight, 1e-4f);
        Close.Equal([-0.0114f, 0.4578f], layer.bias!, 1e-4f);
    }

    [Fact]
    public void A_convolution_keeps_the_size_when_padded_to_the_same()
    {
        using var layer = nn.Conv2d(3, 5, 3, padding: Padding.Same);

        Assert.Equal([2, 5, 8, 9], layer.call(rand(2, 3, 8, 9)).shape);
    }

    [Fact]
    public void A_convolution_of_stride_two_halves_the_size()
    {
        using var layer = nn.Conv2d(3, 5, 3, stride: 2, padding: 1);

        Assert.Equal([2, 5, 4, 4], layer.call(rand(2, 3, 8, 8)).shape);
        Assert.Equal([5, 3, 3, 3], layer.weight.shape);
    }

    [Fact]
    public void A_transposed_convolution_doubles_the_size_on_request()
    {
        using var layer = nn.ConvTranspose2d(4, 2, 3, stride: 2, padding: 1);

        Assert.Equal([1, 2, 16, 16], layer.forward(rand(1, 4, 8, 8), [16, 16]).shape);
    }

    [Fact]
    public void A_layer_norm_has_mean_zero_and_deviation_one()
    {
        using var layer = nn.LayerNorm(64);
        var result = layer.call(rand(2, 64) * 5 + 3);

        Close.Equal([0, 0], result.mean([1]), 1e-5f);
        Close.Equal([1, 1], result.var(1, unbiased: false), 1e-3f);
    }

    [Fact]
    public void A_group_norm_with_given_values_scales_and_shifts()
    {
        using var layer = nn.GroupNorm(2, 4);
        nn.init.constant_(layer.weight!, 2);
        nn.init.constant_(layer.bias!, 1);

        var result = layer.call(rand(3, 4, 5, 5));

        Assert.Equal(1, result.mean().item<float>(), 1e-4f);
        Assert.Equal(4, result.var(unbiased: false).item<float>(), 1e-2f);
    }

    [Fact]
    public void A_batch_norm_gathers_statistics_while_training_and_uses_them_afterwards()
    {
        using var layer = nn.BatchNorm1d(1, momentum: 1);
        var batch = tensor(new float[] { 1, 3 }).reshape(2, 1);
        layer.call(batch);
        layer.eval();

        Close.Equal([2], layer.get_buffer("running_mean")!);
        Close.Equal([0], layer.call(tensor(new float[] { 2 }).reshape(1, 1)), 1e-5f);
    }

    [Fact]
    public void An_embedding_looks_rows_up()
    {
        using var layer = nn.Embedding(10, 4, padding_idx: 0);

        Assert.Equal([2, 3, 4], layer.call(zeros([2, 3], ScalarType.Int64)).shape);
        Assert.Equal(0, layer.call(zeros([1], ScalarType.Int64)).abs().sum().item<float>());
    }

    [Fact]
    public void Dropout_acts_while_training_only()
    {
        using var layer = nn.Dropout(0.5);
        var input = ones(1000);

        var zeroed = layer.call(input).eq(0).sum().item<long>();
        Assert.InRange(zeroed, 300, 700);
        layer.eval();
        Assert.True(layer.call(input).Equals(input));
    }

    [Fact]
    public void A_sequence_calls_its_modules_in_turn_and_can_be_sliced()
    {
        using var net = nn.Sequential(("up", nn.Linear(2, 8)), ("act", nn.ReLU()), ("down", nn.Linear(8, 1)));
        var input = rand(3, 2);

        Assert.Equal([3, 1], net.call(input).shape);
        Assert.Equal(3, net.Count);
        Assert.Equal([3, 8], net[..2].call(input).shape);
    }

    [Fact]
    public void Attention_of_one_head_over_one_key_returns_the_projected_value()
    {
        using var attention = nn.MultiheadAttention(4, 2);
        var input = rand(1, 3, 4);

        var (result, weights) = attention.call(input, input, input);

        Assert.Equal([1, 3, 4], result.shape);
        Close.Equal([1, 1, 1], weights!, 1e-6f);
    }

    [Fact]
    public void Losses_reduce_as_asked()
    {
        var (input, target) = (zeros(4), ones(4) * 2);

        Assert.Equal(4, nn.MSELoss().call(input, target).item<float>());
        Assert.Equal(16, nn.MSELoss(reduction: nn.Reduction.Sum).call(input, target).item<float>());
        Assert.Equal([4], nn.L1Loss(reduction: nn.Reduction.None).call(input, target).shape);
    }

    [Fact]
    public void Pools_and_shapes_change_sizes_as_they_say()
    {
        var image = rand(2, 4, 8, 8);

        Assert.Equal([2, 4, 4, 4], nn.AvgPool2d(2).call(image).shape);
        Assert.Equal([2, 4, 4, 4], nn.MaxPool2d(2).call(image).shape);
        Assert.Equal([2, 4, 1, 1], nn.AdaptiveAvgPool2d(1).call(image).shape);
        Assert.Equal([2, 1, 16, 16], nn.PixelShuffle(2).call(image).shape);
        Assert.Equal([2, 256], nn.Flatten().call(image).shape);
        Assert.Equal([2, 4, 16, 16], nn.Upsample(scale_factor: [2, 2]).call(image).shape);
        Assert.Equal([2, 4, 10, 10], nn.ZeroPad2d(1).call(image).shape);
    }
}
