using System.Text.Json.Nodes;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>A CLIP model of images of 16×16 with random weights, in
/// each of the layouts in which such models are published.</summary>
internal sealed class SmallClip : IDisposable
{
    private static readonly WeightFiles Files = new();

    private readonly string root = Directory.CreateTempSubdirectory("fdistill-").FullName;

    public SmallClip()
    {
        using var scope = NewDisposeScope();
        var config = ClipConfig.Read(Some.File(Settings));
        using var network = Some.Filled(new ClipModel(config.Text, config.Vision, NetworkPlace.Cpu));
        var tensors = StateDict.Of(network).Where(pair => !pair.Key.EndsWith("position_ids", StringComparison.Ordinal)).ToList();
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "config.json"), Settings.ToJsonString());
        Files.Write(Path.Combine(Folder, "model.safetensors"), tensors, new Dictionary<string, string>());
        Files.Write(OpenAi, [.. Theirs(tensors), Fact("input_resolution", 16)], new Dictionary<string, string>());
        Files.Write(OpenClip, [.. Theirs(tensors).Select(pair => KeyValuePair.Create($"state_dict.{pair.Key}", pair.Value)), Fact("epoch", 3)], new Dictionary<string, string>());
    }

    /// <summary>A folder of transformers.</summary>
    public string Folder => Path.Combine(root, "clip");

    /// <summary>A file as OpenAI's.</summary>
    public string OpenAi => Path.Combine(root, "ViT.safetensors");

    /// <summary>A file as OpenCLIP's and HPSv2's checkpoints.</summary>
    public string OpenClip => Path.Combine(root, "HPS.safetensors");

    /// <summary>The settings of the folder: two heads in each encoder.</summary>
    public static JsonObject Settings => JsonNode.Parse("""
        { "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": 5, "logit_scale_init_value": 2.6592, "torch_dtype": "float32", "text_config_dict": null,
          "text_config": { "model_type": "clip_text_model", "vocab_size": 49408, "hidden_size": 8, "intermediate_size": 12, "num_hidden_layers": 2, "num_attention_heads": 2,
            "max_position_embeddings": 77, "projection_dim": 512, "id2label": { "0": "LABEL_0" }, "top_k": 50, "is_decoder": false, "pruned_heads": {} },
          "vision_config": { "model_type": "clip_vision_model", "hidden_size": 6, "intermediate_size": 10, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 16,
            "patch_size": 8, "num_channels": 3 } }
        """)!.AsObject();

    /// <summary>Rewrites the folder's settings.</summary>
    public void WriteSettings(Action<JsonObject> change, string file = "config.json")
    {
        var settings = file == "config.json" ? Settings : [];
        change(settings);
        File.WriteAllText(Path.Combine(Folder, file), settings.ToJsonString());
    }

    /// <summary>Writes a file of tensors beside the others.</summary>
    public string Write(string name, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var path = Path.Combine(root, name);
        Files.Write(path, [.. tensors], new Dictionary<string, string>());
        return path;
    }

    /// <summary>The tensors of one of the files.</summary>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Read(string path)
    {
        using var file = Files.Read(path);
        return [.. file.Tensors.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.clone()))];
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static KeyValuePair<string, Tensor> Fact(string name, long value) => KeyValuePair.Create(name, tensor(value, dtype: int64, device: CPU));

    /// <summary>The tensors as OpenAI names and lays them out.</summary>
    private static IEnumerable<KeyValuePair<string, Tensor>> Theirs(List<KeyValuePair<string, Tensor>> ours)
    {
        var named = ours.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (name, tensor) in ours)
        {
            var theirs = name
                .Replace("text_model.embeddings.token_embedding.weight", "token_embedding.weight").Replace("text_model.embeddings.position_embedding.weight", "positional_embedding")
                .Replace("text_model.final_layer_norm", "ln_final").Replace("vision_model.embeddings.class_embedding", "visual.class_embedding")
                .Replace("vision_model.embeddings.patch_embedding", "visual.conv1").Replace("vision_model.embeddings.position_embedding.weight", "visual.positional_embedding")
                .Replace("vision_model.pre_layrnorm", "visual.ln_pre").Replace("vision_model.post_layernorm", "visual.ln_post")
                .Replace("vision_model.encoder.layers", "visual.transformer.resblocks").Replace("text_model.encoder.layers", "transformer.resblocks")
                .Replace("layer_norm", "ln_").Replace("mlp.fc1", "mlp.c_fc").Replace("mlp.fc2", "mlp.c_proj").Replace("self_attn.out_proj", "attn.out_proj");
            if (name == "visual_projection.weight") yield return KeyValuePair.Create("visual.proj", tensor.t().contiguous());
            else if (name == "text_projection.weight") yield return KeyValuePair.Create("text_projection", tensor.t().contiguous());
            else if (theirs.Contains("self_attn.q_proj"))
                yield return KeyValuePair.Create(theirs.Replace("self_attn.q_proj.", "attn.in_proj_"), cat([.. "qkv".Select(part => named[name.Replace("q_proj", $"{part}_proj")])], 0));
            else if (!theirs.Contains("self_attn")) yield return KeyValuePair.Create(theirs, tensor);
        }
    }
}
