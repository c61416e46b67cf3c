using FDistill.Cli.Presentation;
using FDistill.Hosting.Plugins;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins list</c>: shows what was found, what became of it and which parts it brings.</summary>
internal sealed class PluginsCommand : VerbCommand
{
    public PluginsCommand(Terminal terminal)
        : base("plugins", "Shows plugins and the parts they bring.", "fdistill plugins list")
    {
        var list = new VerbCommand("list", "Lists the plugins found, what became of each, and their parts.", "fdistill plugins list", "FDISTILL_PLUGINS=my/plugins fdistill plugins list");
        list.SetAction(_ =>
        {
            List(terminal, PluginCatalogs.Installed());
            return ExitCodes.Done;
        });
        Subcommands.Add(list);
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
