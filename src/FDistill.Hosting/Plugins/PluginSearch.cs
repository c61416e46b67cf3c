namespace FDistill.Hosting.Plugins;

/// <summary>Which plugins to load.</summary>
/// <param name="Folders">Where to look, the most specific last: of two plugins of the same name and version the later one is taken.</param>
/// <param name="Disabled">Names of plugins to leave out.</param>
public sealed record PluginSearch(IReadOnlyList<PluginFolder> Folders, IReadOnlyList<string> Disabled);
