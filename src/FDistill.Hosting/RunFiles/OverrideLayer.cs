using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace FDistill.Hosting.RunFiles;

/// <summary>A layer of the configuration made of overrides; of two of the same key the later one counts.</summary>
/// <param name="overrides">The overrides, in the order given.</param>
/// <param name="folder">The folder against which relative paths in it are resolved.</param>
internal sealed class OverrideLayer(IReadOnlyList<Override> overrides, string folder) : ConfigurationProvider, IConfigurationSource, IKnowsOrigins
{
    /// <inheritdoc/>
    public string Folder => folder;

    /// <summary>The paths that it gives anew as a whole: nothing of the layers before remains below them.</summary>
    public IReadOnlyCollection<string> Replaced => [.. overrides.Where(given => given.IsWhole).Select(given => given.Path)];

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (var given in overrides)
        {
            if (given.IsWhole) Forget(given.Path);
            foreach (var (path, value) in given.Entries()) Data[path] = value;
        }
    }

    /// <inheritdoc/>
    public bool TryOrigin(string path, [NotNullWhen(true)] out string? origin)
    {
        origin = overrides.LastOrDefault(given => KeyPath.IsWithin(path, given.Path))?.Origin;
        return origin is not null;
    }

    private void Forget(string path)
    {
        foreach (var below in Data.Keys.Where(key => KeyPath.IsWithin(key, path)).ToList()) Data.Remove(below);
    }
}
