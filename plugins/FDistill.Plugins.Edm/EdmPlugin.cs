using FDistill.Plugins;
using FDistill.Plugins.Edm;

[assembly: FDistillPlugin(typeof(EdmPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Edm;

/// <summary>Brings teachers of the EDM family (Karras et al. 2022, "Elucidating
/// the Design Space of Diffusion-Based Generative Models").</summary>
public sealed class EdmPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTeacher<EdmTeacher, EdmTeacherOptions>("edm", "A pixel-space network of EDM's family (DDPM++, NCSN++, ADM), trained or fresh.");
    }
}
