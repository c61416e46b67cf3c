using Acme.Heads;
using FDistill.Plugins;

[assembly: FDistillPlugin(typeof(Plugin), ContractVersion.Current)]

namespace Acme.Heads;

/// <summary>Tells the host which parts this assembly brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Register(IPluginBuilder builder) =>
        builder.AddHead<LinearProbe, LinearProbeOptions>("acme", "The mean over each feature map, then a linear layer.");
}
