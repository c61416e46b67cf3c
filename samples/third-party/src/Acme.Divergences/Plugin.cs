using Acme.Divergences;
using FDistill.Plugins;

[assembly: FDistillPlugin(typeof(Plugin), ContractVersion.Current)]

namespace Acme.Divergences;

/// <summary>Tells the host which parts this assembly brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Register(IPluginBuilder builder) =>
        builder.AddDivergence<Bounded, BoundedOptions>("acme", "h = (r / (1 + r))^gamma.");
}
