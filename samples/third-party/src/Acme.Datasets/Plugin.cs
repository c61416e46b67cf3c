using Acme.Datasets;
using FDistill.Plugins;

[assembly: FDistillPlugin(typeof(Plugin), ContractVersion.Current)]

namespace Acme.Datasets;

/// <summary>Tells the host which parts this assembly brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Register(IPluginBuilder builder) =>
        builder.AddDataset<Stripes, StripesOptions>("acme", "Pictures of stripes, labelled by their direction.");
}
