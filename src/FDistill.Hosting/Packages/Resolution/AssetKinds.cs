namespace FDistill.Hosting.Packages.Resolution;

/// <summary>What a dependency brings of a package, as far as a plugin's folder has use for it.</summary>
[Flags]
internal enum AssetKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Assemblies.</summary>
    Runtime = 1,

    /// <summary>Native libraries.</summary>
    Native = 2,

    /// <summary>Files that are copied as they are.</summary>
    ContentFiles = 4,

    /// <summary>All of these.</summary>
    All = Runtime | Native | ContentFiles,
}
