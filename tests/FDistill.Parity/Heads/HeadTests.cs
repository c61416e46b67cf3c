using FDistill.Heads;
using FDistill.Parity.Support;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Heads;

public class HeadTests
{
    public static TheoryData<string> Discriminators => Recordings.Checks("fdistill/discriminators", "fdistill.discriminator");

    [Theory, MemberData(nameof(Discriminators))]
    public void Logits_and_gradients_of_convolutional_heads_are_the_references(string id)
    {
        using var recording = Recording.Open("fdistill/discriminators");
        using var scope = NewDisposeScope();
        var check = recording[id];
        Assert.SkipUnless(check.Setting("discriminator").GetString() == "Discriminator_EDM", "a head of another family");
        var features = Enumerable.Range(0, check.Outputs.Count(role => role.StartsWith("grad/", StringComparison.Ordinal)))
            .Select(index => check.Input($"features/{index}").clone().requires_grad_()).ToList();
        using var generator = new Generator(0, CPU);
        using var heads = new ConvolutionalHeads([.. features.Select((feature, index) => Map(index, feature.shape[1], feature.shape[2]))], new EdmHeadOptions(), generator);
        StateDict.Copy(check.Weights(), "", heads, id);

        var logits = heads.forward(new HeadInput(features, ones([features[0].shape[0]], dtype: float64, device: CPU), Condition: null));
        check.Expect("logits", logits);
        (logits * check.Input("cotangent")).sum().backward();
        for (var index = 0; index < features.Count; index++) check.Expect($"grad/features/{index}", features[index].grad!);
    }

    [Theory]
    [InlineData("listings/fastgen_disc_edm_cifar10.json", 256, new[] { 32, 16, 8 })]
    [InlineData("listings/fastgen_disc_edm_imagenet64.json", 768, new[] { 8 })]
    public void The_state_has_the_references_names_and_shapes_in_order(string listing, int channels, int[] resolutions)
    {
        using var json = Recordings.Json(listing);
        using var generator = new Generator(0, CPU);
        using var heads = new ConvolutionalHeads([.. resolutions.Select((resolution, index) => Map(index, channels, resolution))], new EdmHeadOptions(), generator);
        Assert.Equal(Listings.Of(json), Listings.Of(heads));
    }

    private static FeatureMap Map(int index, long channels, long resolution) => new($"enc.{index}", (int)channels, (int)resolution, (int)resolution);
}
