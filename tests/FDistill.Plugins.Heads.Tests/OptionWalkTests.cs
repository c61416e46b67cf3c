using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads.Tests;

/// <summary>Walks the options of the heads: each flag and number, at the
/// ends of its range, is refused by name, or makes another head.</summary>
public sealed class OptionWalkTests
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 1);

    [Fact]
    public void Every_option_of_edm_acts_or_is_refused() => Assert.Empty(new OptionWalk<EdmHeadOptions>(
        () => new() { Groups = 2 }, options => Made(new EdmHead(options, Environment), [new("enc.8x8_block1", 16, 8, 8)]))
    {
        Left = new Dictionary<string, string> { ["Resolutions"] = "a list, of which each is checked; see EdmHeadTests" },
    }.Complaints());

    [Fact]
    public void Every_option_of_sd_acts_or_is_refused() => Assert.Empty(new OptionWalk<SdHeadOptions>(
        () => new() { Groups = 2 }, options => Made(new SdHead(options, Environment), [new("mid_block", 16, 8, 8)]))
    {
        Left = new Dictionary<string, string> { ["Blocks"] = "a list, of which each is checked; see SdHeadTests" },
    }.Complaints());

    [Fact]
    public void Every_option_of_pooled_mlp_acts_or_is_refused() => Assert.Empty(new OptionWalk<PooledMlpHeadOptions>(
        () => new() { Width = 16 }, options => Made(new PooledMlpHead(options, Environment), [new("features", 4, 2, 2)]))
    {
        Left = new Dictionary<string, string> { ["Features"] = "a list, of which each is checked; see PooledMlpHeadTests" },
    }.Complaints());

    /// <summary>The logits of three samples, all finite.</summary>
    private static string Made(IDiscriminatorHead head, IReadOnlyList<FeatureMap> maps)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        var chosen = head.Choose(maps);
        using var module = head.Create(chosen);
        var features = chosen.Select(map => randn([3, map.Channels, map.Height, map.Width], dtype: float32, device: CPU, generator: generator)).ToList();
        var logits = module.call(new HeadInput(features, tensor((double[])[0.1, 1, 10], dtype: float64, device: CPU), null));
        Assert.True(logits.isfinite().all().item<bool>());
        return string.Join(' ', logits.reshape(-1).data<float>().Select(logit => logit.ToString("R")));
    }
}
