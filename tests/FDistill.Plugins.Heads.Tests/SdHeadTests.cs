using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads.Tests;

public class SdHeadTests
{
    private static readonly IReadOnlyList<FeatureMap> Features =
    [
        new("conv_in", 8, 32, 32), new("down_blocks.0.resnets.0", 8, 32, 32), new("down_blocks.0", 8, 16, 16), new("down_blocks.1", 16, 8, 8), new("mid_block", 16, 8, 8), new("up_blocks.0", 16, 16, 16),
    ];

    [Fact]
    public void Without_a_choice_it_looks_at_the_middle_block() => Assert.Equal(["mid_block"], Head().Choose(Features).Select(map => map.Name));

    [Fact]
    public void The_sd_head_looks_at_the_chosen_down_blocks() => Assert.Equal(["down_blocks.0", "mid_block"], Head(0, 2).Choose(Features).Select(map => map.Name));

    [Fact]
    public void A_block_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Head(3).Choose(Features));
        Assert.Contains("no block 3; it has 0 (down_blocks.0, 16x16), 1 (down_blocks.1, 8x8), 2 (mid_block, 8x8)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_of_another_family_is_sent_to_another_head()
    {
        var error = Assert.Throws<ArgumentException>(() => Head().Choose([new("enc.8x8_block0", 8, 8, 8)]));
        Assert.Contains("'pooled-mlp'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_finite_logit_for_each_sample_and_block()
    {
        using var scope = NewDisposeScope();
        var chosen = Head(0, 1, 2).Choose(Features);
        using var module = Head().Create(chosen);
        var logits = module.call(new HeadInput([.. chosen.Select(map => ones([2, map.Channels, map.Height, map.Width], dtype: float32, device: CPU))], ones([2], dtype: float64, device: CPU), null));
        Assert.Equal([2, 3], logits.shape);
        Assert.True(logits.isfinite().all().item<bool>());
    }

    [Fact]
    public void A_map_of_4_cells_is_taken_to_one_logit_at_once_and_normalised_as_the_options_say()
    {
        using var scope = NewDisposeScope();
        FeatureMap map = new("mid_block", 8, 4, 4);
        var bare = new SdHead(new SdHeadOptions { Groups = 2, NormalizeLastMap = false }, new RunEnvironment(CPU, Precision.Fp32, Seed: 1)).Create([map]);
        var normalised = Head().Create([map]);
        Assert.Equal([1, 1], bare.call(new HeadInput([ones([1, 8, 4, 4], dtype: float32, device: CPU)], ones([1], dtype: float64, device: CPU), null)).shape);
        Assert.Equal(2, normalised.parameters().Count() - bare.parameters().Count());
    }

    private static SdHead Head(params int[] blocks) => new(new SdHeadOptions { Blocks = blocks }, new RunEnvironment(CPU, Precision.Fp32, Seed: 1));
}
