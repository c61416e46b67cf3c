using System.Reflection;

namespace McMaster.NETCore.Plugins.LibraryModel;

/// <summary>A managed assembly that a plugin depends on, and where it may lie.</summary>
public class ManagedLibrary
{
    private ManagedLibrary(AssemblyName name, string additionalProbingPath, string appLocalPath)
    {
        Name = name;
        AdditionalProbingPath = additionalProbingPath;
        AppLocalPath = appLocalPath;
    }

    public AssemblyName Name { get; }

    /// <summary>The path within a package store.</summary>
    public string AdditionalProbingPath { get; }

    /// <summary>The path within the plugin's own folder.</summary>
    public string AppLocalPath { get; }

    public static ManagedLibrary CreateFromPackage(string packageId, string packageVersion, string assetPath) => new(
        new AssemblyName(Path.GetFileNameWithoutExtension(assetPath)),
        PackagePath.InStore(packageId, packageVersion, assetPath),
        PackagePath.AppLocal(assetPath));
}
