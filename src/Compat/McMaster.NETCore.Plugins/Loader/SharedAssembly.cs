using System.Reflection;
using System.Runtime.Loader;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Assemblies that plugin and host have in common.</summary>
internal static class SharedAssembly
{
    /// <summary>The default context's assembly of that name, or null where it has none (or none of that version).</summary>
    public static Assembly? TryLoad(AssemblyName name, AssemblyLoadContext context)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    public static AssemblyName[] ReferencesOf(AssemblyName name, AssemblyLoadContext context) =>
        TryLoad(name, context)?.GetReferencedAssemblies() ?? [];
}
