using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Dino;

public sealed class DinoCheckpointTests : IDisposable
{
    private readonly SmallDino dino = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        dino.Dispose();
    }

    [Fact]
    public void A_backbone_a_full_checkpoint_and_transformers_names_are_the_same_network()
    {
        var own = Features(dino.Write("own.safetensors", dino.Tensors));
        var full = dino.Write("full.safetensors", dino.Tensors.SelectMany(pair => new[]
        {
            KeyValuePair.Create($"student.module.backbone.{pair.Key}", pair.Value * 0),
            KeyValuePair.Create($"teacher.backbone.{pair.Key}", pair.Value),
        }).Append(KeyValuePair.Create("teacher.head.mlp.0.weight", Some.Normal(1, 2, 2))));
        Assert.Equal(0, Some.Distance(own, Features(full)));
        Assert.Equal(0, Some.Distance(own, Features(dino.Write("vit.safetensors", SmallDino.TransformersNamed(dino.Tensors).Append(KeyValuePair.Create("pooler.dense.bias", Some.Normal(1, 6)))))));
    }

    [Fact]
    public void A_file_of_another_network_is_refused_in_one_sentence()
    {
        var file = dino.Write("other.safetensors", [KeyValuePair.Create("conv1.weight", Some.Normal(1, 2, 2))]);
        Assert.Contains("holds no vision transformer of DINO's: it has no 'cls_token'; its 1 tensors begin with conv1.weight", Mistake(file, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Misnamed_tensors_are_told_in_one_message()
    {
        var file = dino.Write("misnamed.safetensors", dino.Tensors.Select(pair => pair.Key == "norm.bias" ? KeyValuePair.Create("norm.beta", pair.Value) : pair));
        Assert.Contains("missing: norm.bias [6]", Mistake(file, 2), StringComparison.Ordinal);
        Assert.Contains("not in the network: norm.beta [6]", Mistake(file, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Heads_must_be_told_where_no_published_network_has_the_width() =>
        Assert.Contains("a width of 6 has cannot be determined from the weights; set heads", Mistake(dino.Write("own.safetensors", dino.Tensors), null), StringComparison.Ordinal);

    private static string Mistake(string path, int? heads) => Assert.Throws<InvalidDataException>(() => DinoCheckpoint.Open(path, heads, new WeightFiles())).Message;

    private static Tensor Features(string path)
    {
        using var ungraded = no_grad();
        using var network = DinoCheckpoint.Open(path, heads: 2, new WeightFiles()).Load(NetworkPlace.Cpu);
        return network.call(Some.Normal(1, 2, 3, 32, 32));
    }
}
