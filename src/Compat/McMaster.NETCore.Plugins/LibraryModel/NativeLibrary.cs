namespace McMaster.NETCore.Plugins.LibraryModel;

/// <summary>A native library that a plugin depends on, and where it may lie.</summary>
public class NativeLibrary
{
    private NativeLibrary(string name, string additionalProbingPath, string appLocalPath)
    {
        Name = name;
        AdditionalProbingPath = additionalProbingPath;
        AppLocalPath = appLocalPath;
    }

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>The path within a package store.</summary>
    public string AdditionalProbingPath { get; }

    /// <summary>The path within the plugin's own folder.</summary>
    public string AppLocalPath { get; }

    public static NativeLibrary CreateFromPackage(string packageId, string packageVersion, string assetPath) => new(
        Path.GetFileNameWithoutExtension(assetPath),
        PackagePath.InStore(packageId, packageVersion, assetPath),
        PackagePath.AppLocal(assetPath));
}
