using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads.Tests;

public class EdmHeadTests
{
    private static readonly IReadOnlyList<FeatureMap> Features =
    [
        new("enc.16x16_conv", 8, 16, 16), new("enc.16x16_block0", 8, 16, 16), new("enc.8x8_down", 8, 8, 8), new("enc.8x8_block0", 12, 8, 8),
        new("dec.8x8_in0", 12, 8, 8), new("dec.16x16_up", 12, 16, 16),
    ];

    [Fact]
    public void The_edm_head_looks_at_the_encoders_last_feature_of_each_chosen_resolution() =>
        Assert.Equal(["enc.16x16_block0", "enc.8x8_block0"], Head(16, 8).Choose(Features).Select(map => map.Name));

    [Fact]
    public void Without_a_choice_it_looks_at_the_lowest_resolution() =>
        Assert.Equal(["enc.8x8_block0"], Head().Choose(Features).Select(map => map.Name));

    [Fact]
    public void A_resolution_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Head(32).Choose(Features));
        Assert.Contains("no resolution 32; it has 16, 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_without_an_encoder_is_sent_to_another_head()
    {
        var error = Assert.Throws<ArgumentException>(() => Head().Choose([new("state", 5, 1, 1)]));
        Assert.Contains("'pooled-mlp'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_map_smaller_than_4_cells_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Head().Create([new("enc.2x2_block0", 8, 2, 2)]));
        Assert.Contains("'enc.2x2_block0' has 2x2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_finite_logit_for_each_sample_and_feature()
    {
        using var scope = NewDisposeScope();
        var chosen = Head(16, 8).Choose(Features);
        using var module = Head(16, 8).Create(chosen);
        var logits = module.call(new HeadInput([.. chosen.Select(map => ones([3, map.Channels, map.Height, map.Width], dtype: float32, device: CPU))], ones([3], dtype: float64, device: CPU), null));
        Assert.Equal([3, 2], logits.shape);
        Assert.True(logits.isfinite().all().item<bool>());
    }

    [Fact]
    public void Fresh_weights_depend_on_the_seed_alone_and_outlive_the_scope_they_were_made_in()
    {
        nn.Module<HeadInput, Tensor> first;
        using (NewDisposeScope()) first = Head(8).Create([Features[3]]);
        manual_seed(99);
        using var again = Head(8).Create([Features[3]]);
        using (first)
            Assert.All(first.parameters().Zip(again.parameters()), pair => Assert.Equal(pair.First.data<float>().ToArray(), pair.Second.data<float>().ToArray()));
    }

    [Fact]
    public void The_last_map_is_normalised_unless_the_options_say_otherwise()
    {
        Assert.Equal(2, GroupNorms(new EdmHeadOptions { Resolutions = [8] }));
        Assert.Equal(1, GroupNorms(new EdmHeadOptions { Resolutions = [8], NormalizeLastMap = false }));
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Head(new EdmHeadOptions { Resolutions = [8], Groups = 5 }).Create([Features[3]]));
        Assert.Contains("5 does not divide the 12 channels of 'enc.8x8_block0'", error.Message, StringComparison.Ordinal);
    }

    private static int GroupNorms(EdmHeadOptions options)
    {
        using var module = Head(options).Create([Features[3]]);
        return module.modules().OfType<TorchSharp.Modules.GroupNorm>().Count();
    }

    private static EdmHead Head(EdmHeadOptions options) => new(options, new RunEnvironment(CPU, Precision.Fp32, Seed: 1));

    private static EdmHead Head(params int[] resolutions) => new(new EdmHeadOptions { Resolutions = resolutions }, new RunEnvironment(CPU, Precision.Fp32, Seed: 1));
}
