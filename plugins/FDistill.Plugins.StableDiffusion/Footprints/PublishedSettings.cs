using System.Text.Json;
using FDistill.Plugins.StableDiffusion.Configuration;

namespace FDistill.Plugins.StableDiffusion.Footprints;

/// <summary>The settings that models were published with, as far as sizes depend on them.</summary>
/// <param name="model"><c>sd15</c> or <c>sdxl</c>.</param>
internal sealed class PublishedSettings(string model) : IModelSettings
{
    private readonly JsonElement parts = Read(model);

    /// <inheritdoc/>
    public ConfigFile? Of(string part) => parts.TryGetProperty(part, out var settings) ? new ConfigFile(settings, $"{model}: {part}") : null;

    private static JsonElement Read(string model)
    {
        var name = $"{model}.json";
        using var stream = typeof(PublishedSettings).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
