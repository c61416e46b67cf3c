using FDistill.Plugins.Edm.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

public class DenoiserTests
{
    private static readonly FeatureSelection Bottleneck = new(["enc.4x4_block0", "enc.8x8_block0"]);

    [Fact]
    public void Every_sample_is_denoised_for_itself()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var (noised, times, labels) = (Some.Noised(3), Some.Times(0.1, 3, 80), Some.Labels(teacher, 0, 1, 2));
        var together = teacher.Denoiser.Denoise(noised, times, labels);
        for (var row = 0; row < 3; row++)
        {
            var alone = teacher.Denoiser.Denoise(noised.narrow(0, row, 1), times.narrow(0, row, 1), labels.Slice(row, 1));
            Assert.Equal(0, Some.Distance(alone, together.narrow(0, row, 1)), 4);
        }
    }

    [Fact]
    public void Features_alone_are_those_of_the_whole_pass_in_the_order_asked_for()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 0, 1));
        var alone = teacher.Denoiser.Features(noised, times, labels, Bottleneck);
        var whole = teacher.Denoiser.Denoise(noised, times, labels, Bottleneck);

        Assert.Equal([2, 16, 4, 4], alone[0].shape);
        Assert.Equal([2, 8, 8, 8], alone[1].shape);
        Assert.Equal(0, Some.Distance(alone[0], whole.Features[0]));
        Assert.Equal(0, Some.Distance(alone[1], whole.Features[1]));
        Assert.Equal(0, Some.Distance(whole.Estimate, teacher.Denoiser.Denoise(noised, times, labels)));
    }

    [Fact]
    public void Every_feature_on_offer_has_the_shape_it_states()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var found = teacher.Denoiser.Features(Some.Noised(), Some.Times(1, 1), null, new FeatureSelection([.. teacher.Features.Select(map => map.Name)]));
        Assert.Equal(teacher.Features.Select(map => new long[] { 2, map.Channels, map.Height, map.Width }), found.Select(feature => feature.shape));
    }

    [Fact]
    public void An_unknown_feature_is_refused_with_the_names_there_are()
    {
        using var teacher = Some.FreshTeacher();
        var error = Assert.Throws<ArgumentException>(() => teacher.Denoiser.Features(Some.Noised(), Some.Times(1, 1), null, new FeatureSelection(["enc.2x2_block0"])));
        Assert.Contains("enc.4x4_block0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Bf16)]
    public void Where_only_features_need_gradients_the_estimate_carries_none(Precision precision)
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(precision);
        var noised = Some.Noised().requires_grad_();
        var result = teacher.Denoiser.Denoise(noised, Some.Times(0.5, 20), null, Bottleneck with { EstimateNeedsGradient = false });
        Assert.False(result.Estimate.requires_grad);
        Assert.All(result.Features, feature => Assert.True(feature.requires_grad));
        result.Features[0].sum().backward();
        Assert.NotEqual(0, noised.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void The_gradient_towards_the_noised_sample_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var (times, direction) = (Some.Times(0.5, 2), Some.Noised(seed: 11));
        var noised = Some.Noised().requires_grad_();
        double Sum(Tensor at) => (teacher.Denoiser.Denoise(at, times, null) * direction).to_type(float64).sum().item<double>();
        (teacher.Denoiser.Denoise(noised, times, null) * direction).sum().backward();

        var step = Some.Noised(seed: 12) * 0.01;
        using var ungraded = no_grad();
        var expected = (Sum(noised + step) - Sum(noised - step)) / 2;
        var found = (noised.grad! * step).to_type(float64).sum().item<double>();
        Assert.Equal(expected, found, 0.01 * Math.Abs(expected));
    }

    [Fact]
    public void A_second_derivative_exists()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var noised = Some.Noised().requires_grad_();
        var feature = teacher.Denoiser.Features(noised, Some.Times(0.5, 20), null, Bottleneck)[0];
        var gradient = autograd.grad([feature.square().sum()], [noised], create_graph: true, retain_graph: true)[0];
        gradient.square().sum().backward();
        Assert.True(noised.grad!.isfinite().all().item<bool>());
    }

    [Fact]
    public void No_condition_is_a_row_of_zeros()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
        Assert.Equal(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, null), teacher.Denoiser.Denoise(noised, times, teacher.Conditions.Null(2))), 6);
        Assert.NotEqual(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, null), teacher.Denoiser.Denoise(noised, times, Some.Labels(teacher, 0, 1))));
    }

    [Fact]
    public void Weights_in_bfloat16_give_results_in_float32_close_to_the_full_ones()
    {
        using var scope = NewDisposeScope();
        using var full = Some.FreshTeacher();
        using var half = Some.FreshTeacher(Precision.Bf16);
        var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
        var result = half.Denoiser.Denoise(noised, times, null, Bottleneck);
        Assert.Equal(float32, result.Estimate.dtype);
        Assert.All(result.Features, feature => Assert.Equal(float32, feature.dtype));
        Assert.All(half.Denoiser.Module.parameters(), parameter => Assert.Equal(bfloat16, parameter.dtype));
        Assert.InRange(Some.Distance(result.Estimate, full.Denoiser.Denoise(noised, times, null)), 0, 0.05);
    }

    [Fact]
    public void Nothing_but_the_results_outlives_a_pass()
    {
        using var teacher = Some.Teacher();
        using var scope = NewDisposeScope();
        var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
        var before = scope.DisposablesCount;
        teacher.Denoiser.Denoise(noised, times, null, Bottleneck);
        Assert.Equal(before + 3, scope.DisposablesCount);
    }

    [Fact]
    public void Every_tensor_names_its_device()
    {
        using var teacher = Some.Teacher();
        using var scope = NewDisposeScope();
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 0, 1));
        set_default_device(META);
        try
        {
            Assert.Equal(DeviceType.CPU, teacher.Denoiser.Denoise(noised, times, labels).device_type);
            using var copy = teacher.CreateTrainable();
            Assert.All(copy.Module.parameters(), parameter => Assert.Equal(DeviceType.CPU, parameter.device_type));
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
