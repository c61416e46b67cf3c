using System.CommandLine;
using FDistill.Cli.Presentation;
using FDistill.Hosting.Packages;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins add</c>: installs a plugin from a package.</summary>
internal sealed class PluginsAddCommand : VerbCommand
{
    private readonly Argument<string> package = new("package") { Description = "A .nupkg file, or a package's name." };
    private readonly Option<string?> version = new("--version") { Description = "Which version; the newest unless given." };
    private readonly Option<string[]> sources = new("--source") { Description = "A feed or folder to look in besides the configured ones; may be given several times." };
    private readonly Option<bool> offline = new("--offline") { Description = "Asks no feed but those given by --source, and the file's own folder." };
    private readonly Option<bool> trust = new("--trust") { Description = "Says that the plugin's code may run, without being asked." };

    public PluginsAddCommand(Terminal terminal)
        : base("add", "Installs a plugin from a NuGet package, with what it depends on. A plugin is code that runs with your rights.",
            "fdistill plugins add Acme.Divergences.1.0.0.nupkg", "fdistill plugins add Acme.Divergences --version 1.0.0 --source https://feed.example/index.json")
    {
        Arguments.Add(package);
        foreach (var option in new Option[] { version, sources, offline, trust }) Options.Add(option);
        SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var request = new PackageRequest(parsed.GetValue(package)!) { Version = parsed.GetValue(version), Sources = parsed.GetValue(sources) ?? [], Offline = parsed.GetValue(offline) };
            var store = PackageStore.Of(Environment.GetEnvironmentVariable);
            terminal.Error.WriteLine($"Resolving {request.Package} …");
            InstalledPackage added;
            try
            {
                added = await new PackageInstaller(store).AddAsync(request, parsed.GetValue(trust), interruption.Token);
            }
            catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
            {
                terminal.Error.WriteLine("Interrupted. Nothing was installed.");
                return ExitCodes.Interrupted;
            }

            terminal.Out.WriteLine(Wrapping.Wrap($"{added.Name} {added.Version} is installed in {added.Folder} ({added.Files.Count} files, recorded in {store.LockFile}).", terminal.Width));
            if (!added.IsTrusted) store.Record(added = added with { IsTrusted = Ask(terminal, added) });
            terminal.Out.WriteLine(Wrapping.Wrap(added.IsTrusted
                ? "Its parts can be used: 'fdistill plugins list' shows them."
                : $"It is not trusted yet, and none of its code runs until 'fdistill plugins trust {added.Name}'.", terminal.Width));
            return ExitCodes.Done;
        });
    }

    private static bool Ask(Terminal terminal, InstalledPackage package)
    {
        if (terminal.Answer is null) return false;
        terminal.Out.Write($"{package.Name} {package.Version} came from {package.Source}. Its code will run with your rights. Trust it? [y/N] ");
        return terminal.Answer()?.Trim() is "y" or "Y" or "yes";
    }
}
