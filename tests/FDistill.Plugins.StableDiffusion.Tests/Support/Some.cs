using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Tokenization;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>Small things to test with.</summary>
internal static class Some
{
    /// <summary>A U-Net of two levels, the lower of them with attention.</summary>
    public static JsonObject UNetSettings => Parse("""
        { "_class_name": "UNet2DConditionModel", "sample_size": 8, "in_channels": 4, "out_channels": 4,
          "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"], "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
          "block_out_channels": [8, 16], "layers_per_block": 1, "norm_num_groups": 4, "cross_attention_dim": 6, "attention_head_dim": 2 }
        """);

    /// <summary>The same with pooled text of width 5 and six numbers.</summary>
    public static JsonObject ConditionedUNetSettings
    {
        get
        {
            var settings = UNetSettings;
            (settings["addition_embed_type"], settings["addition_time_embed_dim"], settings["projection_class_embeddings_input_dim"]) = ("text_time", 4, 29);
            settings["use_linear_projection"] = true;
            return settings;
        }
    }

    /// <summary>An autoencoder that halves images of 16×16 once.</summary>
    public static JsonObject AutoencoderSettings => Parse("""
        { "_class_name": "AutoencoderKL", "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"], "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"],
          "block_out_channels": [4, 8], "latent_channels": 2, "norm_num_groups": 2, "sample_size": 16, "scaling_factor": 0.5 }
        """);

    /// <summary>A text encoder of two layers.</summary>
    public static JsonObject TextEncoderSettings => Parse("""
        { "architectures": ["CLIPTextModelWithProjection"], "model_type": "clip_text_model", "vocab_size": 20, "hidden_size": 8, "intermediate_size": 16,
          "num_hidden_layers": 2, "num_attention_heads": 2, "max_position_embeddings": 10, "hidden_act": "gelu", "projection_dim": 5 }
        """);

    public static ConfigFile File(JsonObject settings, string origin = "config.json") => new(JsonSerializer.SerializeToElement(settings), origin);

    /// <summary>The vocabulary of the published models.</summary>
    public static ClipVocabulary Vocabulary { get; } = ClipVocabulary.OpenAi();

    public static Tensor Normal(ulong seed, params long[] shape)
    {
        using var generator = new Generator(seed, CPU);
        return randn(shape, dtype: float32, device: CPU, generator: generator);
    }

    /// <summary>Fills a network with random weights, so that its results depend on everything.</summary>
    public static T Filled<T>(T network) where T : nn.Module
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        foreach (var parameter in network.parameters())
            parameter.copy_(randn(parameter.shape, dtype: float32, device: CPU, generator: generator) * 0.3);
        return network;
    }

    public static double Distance(Tensor a, Tensor b) => (a - b).abs().max().item<float>();

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
