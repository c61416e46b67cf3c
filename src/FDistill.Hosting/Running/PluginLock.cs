using System.Text.Json;
using FDistill.Hosting.Packages;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Running;

/// <summary>Which plugins a run used: <c>plugins.lock.json</c>.</summary>
/// <param name="Plugins">The plugins whose parts the run file chooses.</param>
public sealed record PluginLock(IReadOnlyList<LockedPlugin> Plugins)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The plugins of a run, every file of theirs hashed.</summary>
    /// <param name="runFile">The run file.</param>
    /// <param name="catalog">The plugins found.</param>
    public static PluginLock Of(RunFile runFile, PluginCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(runFile);
        ArgumentNullException.ThrowIfNull(catalog);
        var used = PartChoices.In(runFile).Select(choice => choice.Part.Plugin).ToHashSet();
        return new PluginLock([.. catalog.Plugins
            .Where(plugin => plugin.Status == PluginStatus.Loaded && used.Contains(plugin.Name))
            .OrderBy(plugin => plugin.Name, StringComparer.Ordinal)
            .Select(plugin => new LockedPlugin(plugin.Name, $"{plugin.Version}", FileHashes.Of(Path.GetDirectoryName(plugin.Path)!)))]);
    }

    /// <summary>Reads a lock.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static PluginLock Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PluginLock>(File.ReadAllText(path), Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path} is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Writes the lock.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>The names of the plugins that are not the same in another lock.</summary>
    /// <param name="other">The other lock.</param>
    public IReadOnlyList<string> ChangedFrom(PluginLock other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Plugins.Where(plugin => !other.Plugins.Any(plugin.IsSameAs)).Select(plugin => plugin.Name)];
    }
}

/// <summary>A plugin that a run used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its assembly's version.</param>
/// <param name="Files">The SHA-256 of its files, by their path in its folder.</param>
public sealed record LockedPlugin(string Name, string Version, IReadOnlyDictionary<string, string> Files)
{
    internal bool IsSameAs(LockedPlugin other) =>
        Name == other.Name && Version == other.Version && Files.OrderBy(file => file.Key, StringComparer.Ordinal).SequenceEqual(other.Files.OrderBy(file => file.Key, StringComparer.Ordinal));
}
