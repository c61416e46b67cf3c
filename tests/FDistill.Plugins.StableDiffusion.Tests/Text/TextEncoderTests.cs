using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.Text;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Text;

public class TextEncoderTests
{
    private static ClipTextModel Network() => Some.Filled(new ClipTextModel(TextEncoderConfig.Read(Some.File(Some.TextEncoderSettings)), NetworkPlace.Cpu));

    private static Tensor Ids(params long[] ids) => tensor(ids, [1, ids.Length], dtype: int64, device: CPU);

    [Fact]
    public void A_text_becomes_hidden_states_a_pooled_row_and_its_projection()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var text = network.Encode(Ids(18, 3, 4, 19, 19));
        Assert.Equal(3, text.HiddenStates.Count);
        Assert.Equal([1, 5, 8], text.Last.shape);
        Assert.Equal([1, 8], text.Pooled.shape);
        Assert.Equal([1, 5], text.Projected!.shape);
    }

    [Fact]
    public void A_token_does_not_see_those_behind_it()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var (one, other) = (network.Encode(Ids(18, 3, 4, 5, 19)).Last, network.Encode(Ids(18, 3, 4, 7, 19)).Last);
        Assert.Equal(0, Some.Distance(one.narrow(1, 0, 3), other.narrow(1, 0, 3)), 6);
        Assert.True(Some.Distance(one.narrow(1, 3, 2), other.narrow(1, 3, 2)) > 1e-3);
    }

    [Fact]
    public void The_pooled_row_is_that_of_the_first_end_token()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var text = network.Encode(Ids(18, 3, 19, 19, 19));
        Assert.Equal(0, Some.Distance(text.Pooled, text.Last.select(1, 2)));
    }

    [Fact]
    public void A_token_that_is_masked_does_not_matter()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var mask = Ids(1, 1, 0, 1, 1);
        var (one, other) = (network.Encode(Ids(18, 3, 4, 5, 19), mask).Last, network.Encode(Ids(18, 3, 9, 5, 19), mask).Last);
        Assert.Equal(0, Some.Distance(one.narrow(1, 3, 2), other.narrow(1, 3, 2)), 5);
    }
}
