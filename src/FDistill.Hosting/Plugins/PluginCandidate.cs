namespace FDistill.Hosting.Plugins;

/// <summary>Something that was found where plugins are looked for.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Path">The assembly, or the folder where there is none.</param>
/// <param name="Metadata">What it says of itself; null where that cannot be read.</param>
/// <param name="Failure">Why not.</param>
internal sealed record PluginCandidate(string Name, string Path, PluginMetadata? Metadata, string? Failure)
{
    /// <summary>Whether it came with the host.</summary>
    public bool IsBundled { get; init; }
}
