using Acme.Metrics;
using FDistill.Plugins;

[assembly: FDistillPlugin(typeof(Plugin), ContractVersion.Current)]

namespace Acme.Metrics;

/// <summary>Tells the host which parts this assembly brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Register(IPluginBuilder builder) =>
        builder.AddMetric<Brightness, BrightnessOptions>("acme", "How bright samples are, and how much that varies.");
}
