using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Where packages are to be had.</summary>
internal interface IPackageFeed
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>Whether it is the user's own cache, whose packages were verified when they were put there.</summary>
    bool IsCache { get; }

    /// <summary>The versions of a package that it has.</summary>
    /// <param name="id">The package's name, in NuGet's grammar.</param>
    /// <param name="cancel">Ends the question early.</param>
    Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancel);

    /// <summary>Puts a copy of a package into a file.</summary>
    /// <param name="id">The package's name, in NuGet's grammar.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="target">The new file.</param>
    /// <param name="cancel">Ends the copy early.</param>
    Task CopyAsync(string id, NuGetVersion version, string target, CancellationToken cancel);
}
