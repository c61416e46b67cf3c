using Acme.Teachers;
using FDistill.Plugins;

[assembly: FDistillPlugin(typeof(Plugin), ContractVersion.Current)]

namespace Acme.Teachers;

/// <summary>Tells the host which parts this assembly brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Register(IPluginBuilder builder) =>
        builder.AddTeacher<ResidualTeacher, ResidualTeacherOptions>("acme", "A small residual network on pixels, preconditioned as in EDM.");
}
