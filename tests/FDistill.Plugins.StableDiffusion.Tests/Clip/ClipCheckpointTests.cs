using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Clip;

public sealed class ClipCheckpointTests : IDisposable
{
    private static readonly ClipHints TwoHeads = new(VisionHeads: 2, TextHeads: 2);

    private readonly SmallClip clip = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        clip.Dispose();
    }

    [Fact]
    public void A_folder_and_files_of_either_naming_are_the_same_model()
    {
        var inFolder = Features(clip.Folder, new ClipHints());
        Assert.Equal(0, Some.Distance(inFolder, Features(clip.OpenAi, TwoHeads)), 5);
        Assert.Equal(0, Some.Distance(inFolder, Features(clip.OpenClip, TwoHeads with { QuickGelu = true })), 5);
        Assert.Equal(0, Some.Distance(inFolder, Features(Path.Combine(clip.Folder, "model.safetensors"), TwoHeads with { QuickGelu = true })), 5);
        Assert.NotEqual(0, Some.Distance(inFolder, Features(clip.OpenClip, TwoHeads with { QuickGelu = false })), 3);
    }

    [Fact]
    public void The_activation_must_be_told_where_the_file_does_not_say_it() =>
        Assert.Contains("set quickGelu to true", Mistake(clip.OpenClip, TwoHeads), StringComparison.Ordinal);

    [Fact]
    public void Heads_must_be_told_where_no_published_model_has_the_width() =>
        Assert.Contains("image encoder of width 6", Mistake(clip.OpenAi, new ClipHints(TextHeads: 2)), StringComparison.Ordinal);

    [Fact]
    public void Hints_beside_a_folder_s_own_settings_are_refused() =>
        Assert.Contains("leave out quickGelu", Mistake(clip.Folder, TwoHeads), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_network_is_refused_in_one_sentence()
    {
        var file = clip.Write("dino.safetensors", [KeyValuePair.Create("cls_token", Some.Normal(1, 1, 1, 6)), KeyValuePair.Create("pos_embed", Some.Normal(1, 1, 5, 6))]);
        var message = Mistake(file, new ClipHints());
        Assert.Contains($"'{file}' holds no CLIP model", message, StringComparison.Ordinal);
        Assert.Contains("its 2 tensors begin with cls_token, pos_embed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_residual_network_is_refused_by_name()
    {
        var file = clip.Write("rn50.safetensors", [KeyValuePair.Create("visual.layer1.0.conv1.weight", Some.Normal(1, 4, 4, 1, 1))]);
        Assert.Contains("a residual network, which is not supported", Mistake(file, new ClipHints()), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_misnamed_and_misshapen_tensors_are_told_in_one_message()
    {
        var tensors = SmallClip.Read(clip.OpenAi).Where(pair => pair.Key != "visual.ln_pre.bias").Select(pair => pair.Key switch
        {
            "ln_final.bias" => KeyValuePair.Create("ln_last.bias", pair.Value),
            "visual.ln_post.weight" => KeyValuePair.Create(pair.Key, pair.Value[..3]),
            _ => pair,
        });
        var message = Mistake(clip.Write("damaged.safetensors", tensors), TwoHeads);
        Assert.Contains("missing: vision_model.pre_layrnorm.bias [6]", message, StringComparison.Ordinal);
        Assert.Contains("missing: text_model.final_layer_norm.bias [8]", message, StringComparison.Ordinal);
        Assert.Contains("not in the network: ln_last.bias [8]", message, StringComparison.Ordinal);
        Assert.Contains("shape of vision_model.post_layernorm.weight: found [3], expected [6]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_that_is_not_CLIP_s_needs_its_own_file()
    {
        var tensors = SmallClip.Read(clip.OpenAi).Select(pair => pair.Key == "token_embedding.weight" ? KeyValuePair.Create(pair.Key, pair.Value[..100]) : pair);
        Assert.Contains("a vocabulary of 100 tokens", Mistake(clip.Write("small.safetensors", tensors), TwoHeads), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_would_make_another_network_is_refused()
    {
        clip.WriteSettings(settings => settings["vision_config"]!["is_decoder"] = true);
        Assert.Contains("'is_decoder' is true, expected false", Mistake(clip.Folder, new ClipHints()), StringComparison.Ordinal);
        clip.WriteSettings(settings => settings["text_config"]!["rotary"] = true);
        Assert.Contains("'rotary' is a setting that is not known here", Mistake(clip.Folder, new ClipHints()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_says_how_images_are_normalised_and_may_not_ask_for_another_size()
    {
        clip.WriteSettings(settings => (settings["image_mean"], settings["size"]) = (new System.Text.Json.Nodes.JsonArray(0.1, 0.2, 0.3), 16), "preprocessor_config.json");
        Assert.Equal([0.1, 0.2, 0.3], ClipCheckpoint.Open(clip.Folder, new ClipHints(), new WeightFiles()).Preparation.Normalization.Mean);
        clip.WriteSettings(settings => settings["crop_size"] = 224, "preprocessor_config.json");
        Assert.Contains("'crop_size' is 224, expected the network's 16 pixels", Mistake(clip.Folder, new ClipHints()), StringComparison.Ordinal);
    }

    private static string Mistake(string path, ClipHints hints) => Assert.Throws<InvalidDataException>(() => ClipCheckpoint.Open(path, hints, new WeightFiles())).Message;

    private static Tensor Features(string path, ClipHints hints)
    {
        using var ungraded = no_grad();
        var checkpoint = ClipCheckpoint.Open(path, hints, new WeightFiles());
        using var network = checkpoint.Load(NetworkPlace.Cpu);
        return cat([network.EncodeImages(Some.Normal(1, 2, 3, 16, 16)).Features, network.EncodeTexts(checkpoint.Tokenizer.EncodeBatch(["a cat", "two dogs"]))], 0);
    }
}
