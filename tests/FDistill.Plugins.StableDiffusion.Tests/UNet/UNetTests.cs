using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.UNet;

public class UNetTests
{
    private static UNet2DConditionModel Network(JsonObject? settings = null, NetworkPlace? place = null) =>
        Some.Filled(new UNet2DConditionModel(UNetConfig.Read(Some.File(settings ?? Some.UNetSettings)), place ?? NetworkPlace.Cpu));

    private static UNetInput Input(long count = 2, long height = 8, long width = 8) =>
        new(Some.Normal(1, count, 4, height, width), tensor(Enumerable.Range(0, (int)count).Select(row => 700f - row).ToArray(), dtype: float32, device: CPU), Some.Normal(2, count, 3, 6));

    [Theory]
    [InlineData(8, 8)]
    [InlineData(8, 12)]
    [InlineData(7, 9)]
    public void The_prediction_has_the_shape_of_the_sample_also_where_it_cannot_be_halved(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        Assert.Equal([2, 4, height, width], network.Predict(Input(height: height, width: width)).shape);
    }

    [Fact]
    public void Every_sample_is_predicted_for_itself()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var input = Input(3);
        var together = network.Predict(input);
        for (var row = 0; row < 3; row++)
        {
            var alone = network.Predict(new UNetInput(input.Sample.narrow(0, row, 1), input.Timestep.narrow(0, row, 1), input.Context.narrow(0, row, 1)));
            Assert.Equal(0, Some.Distance(alone, together.narrow(0, row, 1)), 4);
        }
    }

    [Fact]
    public void Sample_time_text_pooled_text_and_sizes_all_matter()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Some.ConditionedUNetSettings);
        var input = Input() with { PooledText = Some.Normal(3, 2, 5), Sizes = Some.Normal(4, 2, 6) * 100 };
        var prediction = network.Predict(input);
        foreach (var other in new[]
        {
            input with { Sample = input.Sample + 0.1 }, input with { Timestep = input.Timestep - 50 }, input with { Context = input.Context + 0.1 },
            input with { PooledText = input.PooledText + 0.1 }, input with { Sizes = input.Sizes + 10 },
        })
            Assert.True(Some.Distance(prediction, network.Predict(other)) > 1e-4);
    }

    [Fact]
    public void A_network_that_takes_pooled_text_and_sizes_says_so_when_they_are_missing()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Some.ConditionedUNetSettings);
        Assert.Throws<ArgumentException>(() => network.Predict(Input()));
    }

    [Fact]
    public void Stages_come_in_order_and_the_last_is_the_prediction()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var stages = network.Stages(Input()).ToList();
        Assert.Equal(
            ["conv_in", "down_blocks.0.res0", "down_blocks.0.res1", "down_blocks.0", "down_blocks.1.res0", "down_blocks.1", "mid_block", "up_blocks.0", "up_blocks.1", "sample"],
            stages.Select(stage => stage.Name));
        Assert.Equal(0, Some.Distance(stages[^1].Result, network.Predict(Input())));
    }

    [Fact]
    public void Who_stops_asking_stops_the_pass()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var late = 0;
        foreach (var (name, module) in network.named_modules())
            if (name.StartsWith("up_blocks", StringComparison.Ordinal) && module is nn.Module<Tensor, Tensor> layer) layer.register_forward_hook((_, _, result) => { late++; return result; });
        Assert.Equal([2, 16, 4, 4], network.Stages(Input()).First(stage => stage.Name == "mid_block").Result.shape);
        Assert.Equal(0, late);
        network.Predict(Input());
        Assert.NotEqual(0, late);
    }

    [Fact]
    public void Nothing_but_the_prediction_outlives_a_pass()
    {
        using var network = Network();
        using var scope = NewDisposeScope();
        var input = Input();
        var before = scope.DisposablesCount;
        network.Predict(input);
        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void Gradients_towards_sample_and_text_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var input = Input();
        var direction = Some.Normal(9, 2, 4, 8, 8);
        var (sample, context) = (input.Sample.requires_grad_(), input.Context.requires_grad_());
        double Sum(UNetInput at) => (network.Predict(at) * direction).to_type(float64).sum().item<double>();
        (network.Predict(input) * direction).sum().backward();

        using var ungraded = no_grad();
        var (sampleStep, contextStep) = (Some.Normal(10, 2, 4, 8, 8) * 0.003, Some.Normal(11, 2, 3, 6) * 0.003);
        var bySample = (Sum(input with { Sample = sample + sampleStep }) - Sum(input with { Sample = sample - sampleStep })) / 2;
        var byContext = (Sum(input with { Context = context + contextStep }) - Sum(input with { Context = context - contextStep })) / 2;
        Assert.Equal(bySample, (sample.grad! * sampleStep).to_type(float64).sum().item<double>(), 0.01 * Math.Abs(bySample));
        Assert.Equal(byContext, (context.grad! * contextStep).to_type(float64).sum().item<double>(), 0.01 * Math.Abs(byContext));
    }

    [Fact]
    public void Weights_in_bfloat16_predict_in_bfloat16()
    {
        using var scope = NewDisposeScope();
        using var network = Network(place: new NetworkPlace(CPU, bfloat16));
        var prediction = network.Predict(Input());
        Assert.Equal(bfloat16, prediction.dtype);
        Assert.True(prediction.isfinite().all().item<bool>());
    }

    [Fact]
    public void Every_tensor_names_its_device()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Some.ConditionedUNetSettings);
        var input = Input() with { PooledText = Some.Normal(3, 2, 5), Sizes = Some.Normal(4, 2, 6) };
        set_default_device(META);
        try
        {
            Assert.Equal(DeviceType.CPU, network.Predict(input).device_type);
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
