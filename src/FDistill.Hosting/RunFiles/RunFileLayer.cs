using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace FDistill.Hosting.RunFiles;

/// <summary>The layer of the configuration that a run file is.</summary>
/// <param name="file">The full path of the file.</param>
/// <param name="entries">What it holds.</param>
/// <param name="replaced">Paths that a later layer gives anew as a whole.</param>
internal sealed class RunFileLayer(string file, JsonEntries entries, IReadOnlyCollection<string> replaced)
    : ConfigurationProvider, IConfigurationSource, IKnowsOrigins
{
    /// <inheritdoc/>
    public string Folder => Path.GetDirectoryName(file)!;

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (var (path, value) in entries.Values)
            if (path.Length > 0 && !replaced.Any(whole => KeyPath.IsWithin(path, whole)))
                Data[path] = value;
    }

    /// <inheritdoc/>
    public bool TryOrigin(string path, [NotNullWhen(true)] out string? origin)
    {
        var known = entries.Lines.TryGetValue(path, out var line) && !replaced.Any(whole => KeyPath.IsWithin(path, whole));
        origin = known ? At(Path.GetFileName(file), line) : null;
        return known;
    }

    /// <summary>A line of a file, in words.</summary>
    public static string At(string file, int line) => $"{file}, line {line}";
}
