using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads.Tests;

public class PooledMlpHeadTests
{
    private static readonly IReadOnlyList<FeatureMap> Features = [new("state", 5, 1, 1), new("map", 3, 2, 4)];

    [Fact]
    public void The_pooled_mlp_head_looks_at_all_features_or_at_those_named()
    {
        Assert.Equal(Features, Head(new()).Choose(Features));
        Assert.Equal([Features[1]], Head(new() { Features = ["map"] }).Choose(Features));
    }

    [Fact]
    public void A_feature_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Head(new() { Features = ["maps"] }).Choose(Features));
        Assert.Contains("'maps'; it has state, map", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_average_over_the_cells_counts()
    {
        using var scope = NewDisposeScope();
        using var module = Head(new()).Create(Features);
        var map = arange(48, dtype: float32, device: CPU).reshape(2, 3, 2, 4);
        Assert.Equal(Logits(module, map, 1), Logits(module, map.flip(2, 3), 1), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.NotEqual(Logits(module, map, 1), Logits(module, map * 2, 1));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void The_noise_level_is_an_input_if_wanted(bool wanted)
    {
        using var scope = NewDisposeScope();
        using var module = Head(new() { NoiseLevel = wanted }).Create(Features);
        var map = ones([2, 3, 2, 4], dtype: float32, device: CPU);
        Assert.Equal(wanted, Logits(module, map, 1)[0] != Logits(module, map, 50)[0]);
    }

    private static float[] Logits(nn.Module<HeadInput, Tensor> module, Tensor map, double time)
    {
        var logits = module.call(new HeadInput([ones([2, 5, 1, 1], dtype: float32, device: CPU), map], full([2], time, dtype: float64, device: CPU), null));
        Assert.Equal([2, 1], logits.shape);
        return logits.data<float>().ToArray();
    }

    private static PooledMlpHead Head(PooledMlpHeadOptions options) => new(options, new RunEnvironment(CPU, Precision.Fp32, Seed: 1));
}
