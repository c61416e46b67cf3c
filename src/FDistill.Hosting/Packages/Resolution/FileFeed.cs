using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>The one package that lies in a file.</summary>
/// <param name="file">The file.</param>
/// <param name="package">What it is.</param>
internal sealed class FileFeed(string file, PackageFile package) : IPackageFeed
{
    /// <inheritdoc/>
    public string Name => file;

    /// <inheritdoc/>
    public bool IsCache => false;

    /// <inheritdoc/>
    public Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<NuGetVersion>>(string.Equals(id, package.Id, StringComparison.OrdinalIgnoreCase) ? [NuGetVersion.Parse(package.Version)] : []);

    /// <inheritdoc/>
    public Task CopyAsync(string id, NuGetVersion version, string target, CancellationToken cancel)
    {
        File.Copy(file, target);
        return Task.CompletedTask;
    }
}
