using FDistill.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>The <c>plugins</c> section of a run file.</summary>
public sealed class PluginsSection
{
    /// <summary>Further folders of plugins. (house: none)</summary>
    [FilePath]
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>Names of plugins to leave out. (house: none)</summary>
    public IReadOnlyList<string> Disabled { get; set; } = [];
}
