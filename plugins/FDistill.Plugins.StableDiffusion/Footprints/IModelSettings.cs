using FDistill.Plugins.StableDiffusion.Configuration;

namespace FDistill.Plugins.StableDiffusion.Footprints;

/// <summary>The settings of a model's parts.</summary>
internal interface IModelSettings
{
    /// <summary>The settings of a part, e.g. <c>unet</c>; null where the model has no such part.</summary>
    ConfigFile? Of(string part);
}

/// <summary>Those of a folder in the layout of diffusers.</summary>
internal sealed class FolderSettings(string folder) : IModelSettings
{
    /// <inheritdoc/>
    public ConfigFile? Of(string part) => Directory.Exists(Path.Combine(folder, part)) ? ConfigFile.Open(Path.Combine(folder, part, "config.json")) : null;
}
