namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The size of a CLIP image encoder, as the <c>vision_config</c> of a
/// model's <c>config.json</c> states it (transformers, CLIPVisionConfig).</summary>
/// <param name="ImageSize">Height and width of the images.</param>
/// <param name="PatchSize">Height and width of a patch.</param>
/// <param name="Channels">Channels of the images.</param>
/// <param name="Transformer">Its layers.</param>
public sealed record ClipVisionConfig(int ImageSize, int PatchSize, int Channels, ClipTransformerConfig Transformer)
{
    /// <summary>Tokens that the encoder sees: the patches, and one for the class before them.</summary>
    public int Tokens => (ImageSize / PatchSize * (ImageSize / PatchSize)) + 1;

    /// <summary>Reads an image encoder's settings.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static ClipVisionConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("model_type", "\"clip_vision_model\"");
        var config = new ClipVisionConfig(
            file.Integer("image_size", 224),
            file.Integer("patch_size", 32),
            file.Integer("num_channels", 3),
            ClipTransformerConfig.Read(file, new ClipTransformerConfig(768, 3072, 12, 12, QuickGelu: true, 1e-5)));
        file.Ignore("projection_dim");
        TransformersSettings.Read(file);
        file.Finish();
        return config;
    }
}
