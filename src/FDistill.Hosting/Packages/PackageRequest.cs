namespace FDistill.Hosting.Packages;

/// <summary>A package to install.</summary>
/// <param name="Package">A .nupkg file, or a package's name.</param>
public sealed record PackageRequest(string Package)
{
    /// <summary>Which version; null: the newest, or the file's own.</summary>
    public string? Version { get; init; }

    /// <summary>Feeds to look in besides those configured: addresses or folders.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Whether no feed but <see cref="Sources"/> and the file's own folder is asked.</summary>
    public bool Offline { get; init; }
}
