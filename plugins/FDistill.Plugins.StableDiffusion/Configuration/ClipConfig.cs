using System.Text.Json;
using System.Text.Json.Nodes;

namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The sizes of a CLIP model of both encoders, as the <c>config.json</c>
/// of a transformers folder states them (CLIPConfig).</summary>
/// <param name="Text">The text encoder, with its projection.</param>
/// <param name="Vision">The image encoder.</param>
public sealed record ClipConfig(TextEncoderConfig Text, ClipVisionConfig Vision)
{
    /// <summary>Reads a model's settings.</summary>
    /// <param name="file">The settings.</param>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static ClipConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("model_type", "\"clip\"");
        var width = file.Integer("projection_dim", 512);
        var (text, vision) = (Part(file, "text_config"), Part(file, "vision_config"));
        file.Ignore("logit_scale_init_value");
        TransformersSettings.Read(file);
        file.Finish();
        return new ClipConfig(TextEncoderConfig.Read(text, projects: true) with { ProjectionWidth = width }, ClipVisionConfig.Read(vision));
    }

    /// <summary>An encoder's settings; older files repeat some under a second key, which then counts.</summary>
    private static ConfigFile Part(ConfigFile file, string key)
    {
        var settings = new JsonObject();
        foreach (var name in new[] { key, $"{key}_dict" })
        {
            if (file.Find(name) is not { } section) continue;
            if (section.ValueKind != JsonValueKind.Object) throw file.Wrong(name, section, "an object");
            foreach (var entry in section.EnumerateObject()) settings[entry.Name] = JsonNode.Parse(entry.Value.GetRawText());
        }
        return new ConfigFile(JsonSerializer.SerializeToElement(settings), $"{file.Origin}, {key}");
    }
}
