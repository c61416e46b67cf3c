namespace McMaster.NETCore.Plugins.LibraryModel;

/// <summary>Where an asset of a package is found: in a package store, or beside the plugin that it was published with.</summary>
internal static class PackagePath
{
    // Package stores spell folders in lower case.
    public static string InStore(string packageId, string packageVersion, string assetPath) =>
        Path.Combine(packageId.ToLowerInvariant(), packageVersion.ToLowerInvariant(), assetPath);

    // Publishing flattens lib/TFM/, and keeps runtimes/RID/.
    public static string AppLocal(string assetPath) =>
        assetPath.StartsWith("lib/", StringComparison.Ordinal) ? Path.GetFileName(assetPath) : assetPath;
}
