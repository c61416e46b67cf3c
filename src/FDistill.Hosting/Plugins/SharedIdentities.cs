using System.Reflection;
using System.Runtime.Loader;

namespace FDistill.Hosting.Plugins;

/// <summary>Gives plugins the host's shared assemblies whatever
/// version and strong name they were compiled against.</summary>
/// <remarks>
/// The runtime refuses an assembly whose public key or version is not the one asked
/// for, and then a plugin's own copy would be taken, whose types are not the host's.
/// Whether the two fit each other is what the contract's version says.
/// </remarks>
internal static class SharedIdentities
{
    /// <summary>From now on, whoever asks the host's load context for
    /// a shared assembly under another identity gets it.</summary>
    public static void Offer()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        SharedTypes.All.Select(type => type.Assembly).FirstOrDefault(assembly => assembly.GetName().Name == name.Name);
}
