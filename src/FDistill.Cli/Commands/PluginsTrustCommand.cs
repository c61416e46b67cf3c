using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Hosting.Packages;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins trust</c>: says that a plugin's code may run as it now is.</summary>
internal sealed class PluginsTrustCommand : VerbCommand
{
    public PluginsTrustCommand(Terminal terminal)
        : base("trust", "Records a plugin's files as they are now and says that its code may run.", "fdistill plugins trust Acme.Divergences")
    {
        var name = new Argument<string>("name") { Description = "The plugin's name." };
        Arguments.Add(name);
        SetAction(parsed =>
        {
            var store = PackageStore.Of(Environment.GetEnvironmentVariable);
            var found = PluginRecords.Found(PluginCatalogs.Installed(), store.Read()).Where(package => string.Equals(package.Name, parsed.GetValue(name), StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 0) throw new UserException($"There is no plugin '{parsed.GetValue(name)}' to trust: 'fdistill plugins list' shows what was found. The bundled ones need no trust.");
            foreach (var package in found)
            {
                store.Record(package);
                terminal.Out.WriteLine(Wrapping.Wrap($"Trusted: {package.Name} {package.Version} in {package.Folder}, {package.Files.Count} files", terminal.Width));
            }

            return ExitCodes.Done;
        });
    }
}
