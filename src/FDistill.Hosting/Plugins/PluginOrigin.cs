using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Determines whose code an exception comes from.</summary>
public static class PluginOrigin
{
    /// <summary>The plugin that is not bundled with the host and in
    /// whose code, or its libraries', something was thrown.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>The plugin's name; null where it was the host's code, or a bundled plugin's.</returns>
    public static string? Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (new StackTrace(cause).GetFrames().Select(frame => frame.GetMethod()?.Module.Assembly).OfType<Assembly>().Select(Plugin).FirstOrDefault(plugin => plugin is not null) is { } found)
                return IsBundled(found) ? null : found.GetName().Name;
        return null;
    }

    /// <summary>The plugin in whose load context an assembly lives.</summary>
    private static Assembly? Plugin(Assembly assembly) =>
        AssemblyLoadContext.GetLoadContext(assembly) is { } context && context != AssemblyLoadContext.Default
            ? context.Assemblies.FirstOrDefault(loaded => loaded.IsDefined(typeof(FDistillPluginAttribute)))
            : null;

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Plugins are files, also where the host is a single one.")]
    private static bool IsBundled(Assembly plugin) => plugin.Location.StartsWith(Path.Combine(AppContext.BaseDirectory, PluginFolders.Bundled), StringComparison.Ordinal);
}
