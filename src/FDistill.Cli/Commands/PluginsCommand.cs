using FDistill.Cli.Presentation;
using FDistill.Hosting.Plugins;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins list|add|remove|verify|trust</c>:
/// which plugins there are, and whose code may run.</summary>
internal sealed class PluginsCommand : VerbCommand
{
    public PluginsCommand(Terminal terminal)
        : base("plugins", "Shows, installs and removes plugins, and says whose code may run.",
            "fdistill plugins list", "fdistill plugins add Acme.Divergences.1.0.0.nupkg", "fdistill plugins verify")
    {
        Computes = false;
        var list = new VerbCommand("list", "Lists the plugins found, what became of each, and their parts.", "fdistill plugins list", "FDISTILL_PLUGINS=my/plugins fdistill plugins list");
        list.SetAction(_ =>
        {
            List(terminal, PluginCatalogs.Installed());
            return ExitCodes.Done;
        });
        Subcommands.Add(list);
        Subcommands.Add(new PluginsAddCommand(terminal));
        Subcommands.Add(new PluginsRemoveCommand(terminal));
        Subcommands.Add(new PluginsVerifyCommand(terminal));
        Subcommands.Add(new PluginsTrustCommand(terminal));
    }

    private static void List(Terminal terminal, PluginCatalog catalog)
    {
        var tables = new Tables(terminal);
        if (catalog.Plugins.Count == 0)
        {
            terminal.Out.WriteLine("No plugins were found.");
            return;
        }

        tables.Write(["Plugin", "Version", "Status", ""], catalog.Plugins.Select(plugin =>
            new[] { plugin.Name, $"{plugin.Version}", $"{plugin.Status}", plugin.Reason }));
        tables.Write(["Kind", "Part", ""], PartKind.All.SelectMany(kind => catalog.Parts(kind).Select((part, index) =>
            new[] { index == 0 ? kind.Name : "", part.Name, part.Description })));
    }
}
