using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting;
using FDistill.Hosting.Packages;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins remove</c>: removes an installed plugin.</summary>
internal sealed class PluginsRemoveCommand : VerbCommand
{
    public PluginsRemoveCommand(Terminal terminal)
        : base("remove", "Removes an installed plugin.", "fdistill plugins remove Acme.Divergences", "fdistill plugins remove Acme.Divergences --version 1.0.0")
    {
        var name = new Argument<string>("name") { Description = "The plugin's name." };
        var version = new Option<string?>("--version") { Description = "Which version; all unless given." };
        Arguments.Add(name);
        Options.Add(version);
        SetAction(parsed =>
        {
            var store = PackageStore.Of(Environment.GetEnvironmentVariable);
            var recorded = store.Read();
            var removed = recorded.Where(package => string.Equals(package.Name, parsed.GetValue(name), StringComparison.OrdinalIgnoreCase) && (parsed.GetValue(version) is not { } only || package.Version == only)).ToList();
            if (removed.Count == 0)
                throw new UserException($"'{parsed.GetValue(name)}'{(parsed.GetValue(version) is { } wanted ? $" {wanted}" : "")} is not recorded. {(recorded.Count == 0 ? "Nothing is." : $"There are: {string.Join(", ", recorded.Select(package => $"{package.Name} {package.Version}"))}.")}");
            foreach (var package in removed)
            {
                store.Remove(package);
                terminal.Out.WriteLine($"Removed: {package.Name} {package.Version}");
            }

            return ExitCodes.Done;
        });
    }
}
