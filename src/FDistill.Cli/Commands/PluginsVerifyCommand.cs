using FDistill.Cli.Presentation;
using FDistill.Hosting.Packages;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill plugins verify</c>: whether every file of the recorded plugins is as it was recorded.</summary>
internal sealed class PluginsVerifyCommand : VerbCommand
{
    public PluginsVerifyCommand(Terminal terminal)
        : base("verify", "Checks every file of the recorded plugins against the lock file; fails where one is not as it was.", "fdistill plugins verify")
    {
        SetAction(_ =>
        {
            var store = PackageStore.Of(Environment.GetEnvironmentVariable);
            var packages = store.Read();
            var changed = 0;
            foreach (var package in packages)
            {
                var change = package.Change();
                if (change is not null) changed++;
                var finding = change ?? (package.IsTrusted ? $"{package.Files.Count} files as recorded" : $"{package.Files.Count} files as recorded, not trusted yet");
                terminal.Out.WriteLine(Wrapping.Wrap($"{(change is null ? "ok" : "!!")}  {package.Name} {package.Version}: {finding}", terminal.Width, hang: 4));
            }

            terminal.Out.WriteLine(packages.Count == 0 ? $"Nothing is recorded in {store.LockFile}." : changed == 0 ? "All is as it was recorded." : $"{changed} of {packages.Count} changed: look at them, then trust, remove or add them again.");
            return changed == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
    }
}
