namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The size of a CLIP text encoder, as <c>text_encoder/config.json</c>
/// states it (transformers, CLIPTextConfig).</summary>
public sealed record TextEncoderConfig
{
    /// <summary>Tokens in the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Its layers.</summary>
    public required ClipTransformerConfig Transformer { get; init; }

    /// <summary>Tokens in a text.</summary>
    public required int Positions { get; init; }

    /// <summary>The width of the projected text; null for a model without projection.</summary>
    public required int? ProjectionWidth { get; init; }

    /// <summary>Reads a text encoder's settings.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static TextEncoderConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var architectures = file.Find("architectures") is null ? ["CLIPTextModel"] : file.Words("architectures", "CLIPTextModel", "CLIPTextModelWithProjection", "CLIPModel");
        return Read(file, architectures.Contains("CLIPTextModelWithProjection"));
    }

    /// <summary>Reads the settings of a text encoder of which it is known whether it projects.</summary>
    /// <param name="file">The settings.</param>
    /// <param name="projects">Whether it ends with a projection of the pooled text.</param>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static TextEncoderConfig Read(ConfigFile file, bool projects)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("model_type", "\"clip_text_model\"");
        var config = new TextEncoderConfig
        {
            Vocabulary = file.Integer("vocab_size", 49408),
            Transformer = ClipTransformerConfig.Read(file, new ClipTransformerConfig(512, 2048, 12, 8, QuickGelu: true, 1e-5)),
            Positions = file.Integer("max_position_embeddings", 77),
            ProjectionWidth = projects ? file.Integer("projection_dim", 512) : null,
        };
        file.Ignore("projection_dim");
        TransformersSettings.Read(file);
        file.Finish();
        return config;
    }
}
