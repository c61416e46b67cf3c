using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>A whole model of a few thousand random weights, in
/// a folder of its own in the layout of diffusers.</summary>
internal sealed class SmallModel : IDisposable
{
    private const int Tokens = 49408;
    private static readonly WeightFiles Files = new();

    /// <summary>Writes a model of one text encoder, or of two and with sizes.</summary>
    public SmallModel(bool sizes = false)
    {
        using var scope = NewDisposeScope();
        Folder = Directory.CreateTempSubdirectory("fdistill-").FullName;
        var unet = sizes ? Some.ConditionedUNetSettings : Some.UNetSettings;
        (unet["in_channels"], unet["out_channels"], unet["cross_attention_dim"]) = (2, 2, sizes ? 14 : 6);
        Write("unet", unet, Some.Filled(new UNet2DConditionModel(UNetConfig.Read(Some.File(unet)), NetworkPlace.Cpu)));
        Write("vae", Some.AutoencoderSettings, Some.Filled(new AutoencoderKL(AutoencoderConfig.Read(Some.File(Some.AutoencoderSettings)), NetworkPlace.Cpu)));
        WriteText("text_encoder", "tokenizer", width: 6, projects: false);
        if (sizes) WriteText("text_encoder_2", "tokenizer_2", width: 8, projects: true);
        WriteJson("scheduler", "scheduler_config.json", new JsonObject
        {
            ["_class_name"] = "DDIMScheduler", ["beta_start"] = 0.00085, ["beta_end"] = 0.012, ["beta_schedule"] = "scaled_linear", ["steps_offset"] = 1, ["set_alpha_to_one"] = false,
        });
    }

    /// <summary>What teachers warned of.</summary>
    public WarningLog<Sd15Teacher> Log { get; } = new();

    /// <summary>The folder.</summary>
    public string Folder { get; }

    public Sd15Teacher Sd15(Action<Sd15TeacherOptions>? change = null, Precision precision = Precision.Fp32)
    {
        var options = new Sd15TeacherOptions { Folder = Folder };
        change?.Invoke(options);
        return new Sd15Teacher(options, new RunEnvironment(CPU, precision, Seed: 1), Files, Log);
    }

    public SdxlTeacher Sdxl(Action<SdxlTeacherOptions>? change = null, Precision precision = Precision.Fp32)
    {
        var options = new SdxlTeacherOptions { Folder = Folder };
        change?.Invoke(options);
        return new SdxlTeacher(options, new RunEnvironment(CPU, precision, Seed: 1), Files, new WarningLog<SdxlTeacher>());
    }

    /// <summary>Writes a JSON file of a part.</summary>
    public void WriteJson(string part, string file, JsonObject content)
    {
        Directory.CreateDirectory(Path.Combine(Folder, part));
        File.WriteAllText(Path.Combine(Folder, part, file), content.ToJsonString());
    }

    /// <summary>Where a part's weights lie.</summary>
    public string Weights(string part, string name = "diffusion_pytorch_model.safetensors") => Path.Combine(Folder, part, name);

    /// <summary>Rewrites a part's weights.</summary>
    public void Rewrite(string part, string name, Func<KeyValuePair<string, Tensor>, KeyValuePair<string, Tensor>?> change)
    {
        using var scope = NewDisposeScope();
        using var file = Files.Read(Weights(part));
        var changed = file.Tensors.Select(pair => change(KeyValuePair.Create(pair.Key, pair.Value.clone()))).OfType<KeyValuePair<string, Tensor>>().ToList();
        if (name != Path.GetFileName(Weights(part))) File.Delete(Weights(part));
        Files.Write(Weights(part, name), changed, new Dictionary<string, string>());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void WriteText(string part, string tokenizer, int width, bool projects)
    {
        var settings = Some.TextEncoderSettings;
        (settings["vocab_size"], settings["hidden_size"], settings["max_position_embeddings"]) = (Tokens, width, 77);
        settings["architectures"] = new JsonArray(projects ? "CLIPTextModelWithProjection" : "CLIPTextModel");
        Write(part, settings, Some.Filled(new ClipTextModel(TextEncoderConfig.Read(Some.File(settings)), NetworkPlace.Cpu)), "model.safetensors");
        Directory.CreateDirectory(Path.Combine(Folder, tokenizer));
        File.WriteAllText(Path.Combine(Folder, tokenizer, "vocab.json"), JsonSerializer.Serialize(Some.Vocabulary.Ids));
        File.WriteAllLines(Path.Combine(Folder, tokenizer, "merges.txt"), Some.Vocabulary.Ranks.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key.First} {pair.Key.Second}").Prepend("#version: 0.2"));
        WriteJson(tokenizer, "tokenizer_config.json", new JsonObject { ["pad_token"] = projects ? "!" : "<|endoftext|>" });
    }

    private void Write(string part, JsonObject settings, nn.Module network, string name = "diffusion_pytorch_model.safetensors")
    {
        WriteJson(part, "config.json", settings);
        Files.Write(Path.Combine(Folder, part, name), StateDict.Of(network), new Dictionary<string, string>());
        network.Dispose();
    }
}
