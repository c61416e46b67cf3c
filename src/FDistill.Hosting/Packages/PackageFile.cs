using FDistill.Hosting.Packages.Resolution;

namespace FDistill.Hosting.Packages;

/// <summary>What a NuGet package says of itself.</summary>
/// <param name="Id">Its name, in NuGet's grammar.</param>
/// <param name="Version">Its version, in NuGet's grammar.</param>
public sealed record PackageFile(string Id, string Version)
{
    /// <summary>Reads a package's account of itself.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserException">It is not there, or no package; the message names it.</exception>
    public static PackageFile Read(string path)
    {
        if (!File.Exists(path)) throw new UserException($"There is no file '{path}'. Give a .nupkg file, or a package's name and where it is to be had: NAME --source FEED.");
        using var archive = PackageArchive.Open(path, path);
        return new PackageFile(archive.Id, archive.Version);
    }
}
