namespace FDistill.Hosting.Packages.Resolution;

/// <summary>How much a package may ask for. They are far above what real packages need, and low enough that a small
/// file costs no machine its memory or disk.</summary>
internal static class PackageLimits
{
    /// <summary>How long a .nuspec file may be, in bytes. Those of NuGet's largest packages have some
    /// thousands.</summary>
    public const int Nuspec = 1 << 20;

    /// <summary>How many files a package may hold.</summary>
    public const int Entries = 100_000;

    /// <summary>How much the installed files may take in all, in bytes.</summary>
    public const long Unpacked = 4L << 30;

    /// <summary>How many packages one installation may look at.</summary>
    public const int Packages = 500;
}
