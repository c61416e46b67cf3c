using FDistill.Hosting.Plugins;

namespace FDistill.Cli.Commands;

/// <summary>The plugins that are found without a run file.</summary>
internal static class PluginCatalogs
{
    /// <summary>The bundled plugins, the user's, and those of the environment.</summary>
    public static PluginCatalog Installed() => PluginHost.Load(PluginSearch.Of([], [], Environment.GetEnvironmentVariable));
}
