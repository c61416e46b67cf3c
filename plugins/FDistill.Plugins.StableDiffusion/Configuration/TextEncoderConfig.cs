namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The size of a CLIP text encoder, as <c>text_encoder/config.json</c> states it (transformers, CLIPTextConfig).</summary>
public sealed record TextEncoderConfig
{
    /// <summary>Tokens in the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The width of the hidden states.</summary>
    public required int Width { get; init; }

    /// <summary>The width inside the feed-forward layers.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Tokens in a text.</summary>
    public required int Positions { get; init; }

    /// <summary>Whether the activation is x·sigmoid(1.702x) (OpenAI's models) instead of GELU (OpenCLIP's).</summary>
    public required bool QuickGelu { get; init; }

    /// <summary>Added to the variance in the normalisations.</summary>
    public required double Eps { get; init; }

    /// <summary>The width of the projected text; null for a model without projection.</summary>
    public required int? ProjectionWidth { get; init; }

    /// <summary>Reads a text encoder's settings.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown, or has a value that is not supported: the message names it.</exception>
    public static TextEncoderConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var architectures = file.Find("architectures") is null ? ["CLIPTextModel"] : file.Words("architectures", "CLIPTextModel", "CLIPTextModelWithProjection", "CLIPModel");
        return Read(file, architectures.Contains("CLIPTextModelWithProjection"));
    }

    /// <summary>Reads the settings of a text encoder of which it is known whether it projects.</summary>
    /// <param name="file">The settings.</param>
    /// <param name="projects">Whether it ends with a projection of the pooled text.</param>
    /// <exception cref="InvalidDataException">A setting is missing, unknown, or has a value that is not supported: the message names it.</exception>
    public static TextEncoderConfig Read(ConfigFile file, bool projects)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("model_type", "\"clip_text_model\"");
        var config = new TextEncoderConfig
        {
            Vocabulary = file.Integer("vocab_size", 49408),
            Width = file.Integer("hidden_size", 512),
            FeedForwardWidth = file.Integer("intermediate_size", 2048),
            Layers = file.Integer("num_hidden_layers", 12),
            Heads = file.Integer("num_attention_heads", 8),
            Positions = file.Integer("max_position_embeddings", 77),
            QuickGelu = file.Word("hidden_act", "quick_gelu", "quick_gelu", "gelu") == "quick_gelu",
            Eps = file.Number("layer_norm_eps", 1e-5),
            ProjectionWidth = projects ? file.Integer("projection_dim", 512) : null,
        };
        file.Ignore("projection_dim", "architectures", "transformers_version", "torch_dtype", "dtype");
        file.Ignore("attention_dropout", "dropout", "initializer_factor", "initializer_range", "bos_token_id", "eos_token_id", "pad_token_id");
        file.Finish();
        if (config.Heads < 1 || config.Width % config.Heads != 0)
            throw file.Wrong("num_attention_heads", file.Find("num_attention_heads")!.Value, $"a number that divides the width of {config.Width}");
        return config;
    }
}
