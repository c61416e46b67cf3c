using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>A folder of packages, in any of NuGet's layouts: beside each other, in a folder of their name, or in one of
/// their name and version as its cache has them.</summary>
/// <remarks>A package is found by its file's name and opened when it is chosen: what else lies in the folder is never
/// read.</remarks>
/// <param name="folder">The folder.</param>
internal sealed class FolderFeed(string folder) : IPackageFeed
{
    private const string Extension = ".nupkg";

    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public bool IsCache { get; init; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<NuGetVersion>>([.. Find(id).Select(found => found.Version).Distinct()]);

    /// <inheritdoc/>
    public Task CopyAsync(string id, NuGetVersion version, string target, CancellationToken cancel)
    {
        File.Copy(Find(id).First(found => found.Version == version).File, target);
        return Task.CompletedTask;
    }

    private IEnumerable<(NuGetVersion Version, string File)> Find(string id)
    {
        var options = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = 0 };
        var own = Directory.EnumerateDirectories(folder, id, options).Concat(Directory.EnumerateDirectories(folder, id + ".*", options)).ToList();
        return new[] { folder }.Concat(own).Concat(own.SelectMany(Directory.EnumerateDirectories))
            .SelectMany(place => Directory.EnumerateFiles(place, $"{id}.*{Extension}", options))
            .Select(file => (Version: Parse(Path.GetFileName(file)[(id.Length + 1)..^Extension.Length]), File: file))
            .Where(found => found.Version is not null)!;
    }

    private static NuGetVersion? Parse(string text) => PackageNames.IsVersion(text) ? NuGetVersion.Parse(text) : null;
}
