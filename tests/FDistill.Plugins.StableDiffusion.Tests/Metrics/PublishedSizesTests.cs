using System.Text.Json;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Metrics;

public class PublishedSizesTests
{
    [Theory]
    [InlineData("clip_vit_b32_full", 12, 8, 224)]
    [InlineData("clip_vit_l14_full", 16, 12, 224)]
    [InlineData("openclip_vit_h14", 16, 16, 224)]
    public void A_published_CLIP_model_is_known_by_its_weights_alone(string listing, int visionHeads, int textHeads, int side)
    {
        var (path, files) = Listed(listing);
        var checkpoint = ClipCheckpoint.Open(path, new ClipHints(QuickGelu: false), files);
        Assert.Equal(side, checkpoint.ImageSize);
        Assert.Equal((visionHeads, textHeads), (checkpoint.Config.Vision.Transformer.Heads, checkpoint.Config.Text.Transformer.Heads));
    }

    [Theory]
    [InlineData("dino_vits16", 6, 16)]
    [InlineData("dino_vits8", 6, 8)]
    [InlineData("dino_vitb16", 12, 16)]
    public void A_published_DINO_network_is_known_by_its_weights_alone(string listing, int heads, int patch)
    {
        var (path, files) = Listed(listing);
        var config = DinoCheckpoint.Open(path, heads: null, files).Config;
        Assert.Equal((heads, patch, 224, 12), (config.Heads, config.PatchSize, config.ImageSize, config.Layers));
    }

    /// <summary>A file of the tensors of a published model, which take no memory.</summary>
    private static (string Path, IWeightFiles Files) Listed(string listing)
    {
        var path = System.IO.Path.Combine(Fixtures.Folder, "listings", $"{listing}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var tensors = document.RootElement.GetProperty("state_dict").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("name").GetString()!,
            entry => empty([.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], dtype: float32, device: META));
        return (path, new OneFile(tensors));
    }

    private sealed class OneFile(Dictionary<string, Tensor> tensors) : IWeightFiles
    {
        public WeightFile Read(string path) => new(path, tensors, new Dictionary<string, string>());

        public void Write(string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) => throw new NotSupportedException();
    }
}
