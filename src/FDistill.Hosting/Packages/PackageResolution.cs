using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text.Json;

namespace FDistill.Hosting.Packages;

/// <summary>Resolves a package and what it depends on with the .NET SDK's own NuGet client: its feeds, credentials, signatures and caches.</summary>
internal sealed class PackageResolution : IDisposable
{
    private const string Project = "install.csproj", Result = "install.json";

    private static readonly string[] Items = ["ReferenceCopyLocalPaths", "AllItemsFullPathWithTargetPath"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-install-");

    /// <summary>Finds the files that a plugin needs on this machine, besides what the host provides.</summary>
    /// <param name="id">The package's name.</param>
    /// <param name="version">Its version; null for the newest.</param>
    /// <param name="request">Where to look.</param>
    /// <param name="cancel">Ends the search early.</param>
    /// <returns>The files, with their paths in the plugin's folder. They are gone when this is disposed.</returns>
    /// <exception cref="UserException">The SDK is missing, or NuGet cannot resolve the package; the message has NuGet's own words.</exception>
    public async Task<IReadOnlyList<(string File, string Path)>> ResolveAsync(string id, string? version, PackageRequest request, CancellationToken cancel)
    {
        var host = Path.Combine(folder.FullName, "host");
        HostPackages.WriteFeed(host);
        foreach (var shield in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" }) File.WriteAllText(Path.Combine(folder.FullName, shield), "<Project />");
        string[] sources = [host, .. File.Exists(request.Package) ? [Path.GetDirectoryName(Path.GetFullPath(request.Package))!] : Array.Empty<string>(), .. request.Sources.Select(source => Directory.Exists(source) ? Path.GetFullPath(source) : source)];
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, Project), Text(id, version, sources, request), cancel).ConfigureAwait(false);

        var (exitCode, output) = await RunAsync(cancel).ConfigureAwait(false);
        if (exitCode != 0) throw new UserException($"NuGet cannot resolve the package '{id}'{(version is null ? "" : $" {version}")}:{Mistakes(output)}");
        return Files(id);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private string Text(string id, string? version, IEnumerable<string> sources, PackageRequest request)
    {
        var packages = string.Concat(HostPackages.All.Select(package => $"\n    <PackageReference Include=\"{package.Id}\" Version=\"[{package.Version}]\" ExcludeAssets=\"all\" />"));
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
                <RestorePackagesPath>{Escape(Path.Combine(folder.FullName, "packages"))}</RestorePackagesPath>
                <RestoreFallbackFolders>{Escape(Cache(id, version, request.Package) ?? "")}</RestoreFallbackFolders>
                <{(request.Offline ? "RestoreSources" : "RestoreAdditionalProjectSources")}>{Escape(string.Join(';', sources))}</{(request.Offline ? "RestoreSources" : "RestoreAdditionalProjectSources")}>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Escape(id)}" Version="{Escape(version is null ? "*" : $"[{version}]")}" />{packages}
              </ItemGroup>
            </Project>
            """;
    }

    /// <summary>The packages that this user has already; null where there are none, or where another package of this name and version is among them than the file that is asked for.</summary>
    private static string? Cache(string id, string? version, string package)
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (!Directory.Exists(cache)) return null;
        var (name, number) = (id.ToLowerInvariant(), version?.ToLowerInvariant());
        var recorded = Path.Combine(cache, name, number ?? "", $"{name}.{number}.nupkg.sha512");
        if (!File.Exists(package) || !File.Exists(recorded)) return cache;
        using var file = File.OpenRead(package);
        return File.ReadAllText(recorded).Trim() == Convert.ToBase64String(SHA512.HashData(file)) ? cache : null;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(CancellationToken cancel)
    {
        string[] arguments = ["msbuild", Project, "-nologo", "-verbosity:quiet", "-restore", "-target:ResolveReferences;GetCopyToOutputDirectoryItems", .. Items.Select(item => $"-getItem:{item}"), $"-getResultOutputFile:{Result}"];
        using var process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new UserException("Packages are resolved by the .NET SDK, and there is no 'dotnet' in the PATH: install the SDK, or put the plugin's files into a plugin folder yourself.", missing);
        }

        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private List<(string File, string Path)> Files(string id)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, Result)));
        var files = new List<(string File, string Path)>();
        foreach (var item in Items.SelectMany(name => json.RootElement.GetProperty("Items").GetProperty(name).EnumerateArray()))
        {
            string Of(string name) => item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            var (file, path) = (Of("FullPath"), Of("DestinationSubPath") is { Length: > 0 } sub ? sub : Of("TargetPath"));
            if (path.Length == 0 || !file.StartsWith(Path.Combine(folder.FullName, "packages"), StringComparison.Ordinal) && Of("NuGetPackageId").Length == 0) continue;
            files.Add((file, path));
            if (Path.GetFileNameWithoutExtension(path) == id && Path.ChangeExtension(file, ".xml") is var documentation && File.Exists(documentation)) files.Add((documentation, Path.ChangeExtension(path, ".xml")));
        }

        return [.. files.DistinctBy(file => file.Path)];
    }

    /// <summary>NuGet's own sentences, without the paths of files that are gone.</summary>
    private static string Mistakes(string output)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(line.IndexOf("error", StringComparison.OrdinalIgnoreCase) + "error".Length)..].Split(" [")[0].Trim(' ', ':')).Distinct().ToList();
        return string.Concat((lines.Count > 0 ? lines : [output.Trim()]).Select(line => $"\n  {line}"));
    }

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
