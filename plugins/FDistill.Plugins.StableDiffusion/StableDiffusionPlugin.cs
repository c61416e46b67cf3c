using FDistill.Plugins;
using FDistill.Plugins.StableDiffusion;

[assembly: FDistillPlugin(typeof(StableDiffusionPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.StableDiffusion;

/// <summary>Brings latent text-to-image teachers: Stable Diffusion 1.5 and SDXL.</summary>
public sealed class StableDiffusionPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddTeacher<Sd15Teacher, Sd15TeacherOptions>("sd15", "Stable Diffusion 1.5 or a model of its kind, from a folder in the layout of diffusers.")
            .AddTeacher<SdxlTeacher, SdxlTeacherOptions>("sdxl", "SDXL or a model of its kind, from a folder in the layout of diffusers.");
    }
}
