namespace FDistill.Hosting.Plugins;

/// <summary>A plugin that was found, and what became of it.</summary>
/// <param name="Name">The name of its folder and assembly.</param>
/// <param name="Path">The full path of its assembly, or of its folder where it has none.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record PluginReport(string Name, string Path, PluginStatus Status, string Reason)
{
    /// <summary>The assembly's version; null where it could not be read.</summary>
    public Version? Version { get; init; }

    /// <summary>The contract it was built against; null where it could not be read.</summary>
    public string? Contract { get; init; }

    /// <summary>The parts it brings; empty unless it is <see cref="PluginStatus.Loaded"/>.</summary>
    public IReadOnlyList<PartDescriptor> Parts { get; init; } = [];
}
