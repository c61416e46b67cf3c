using NuGet.Packaging;
using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>NuGet's grammar of names and versions. What keeps it has no slash, no two dots in a row and no space, so it
/// may be part of a path or of a feed's address.</summary>
internal static class PackageNames
{
    /// <summary>Whether a text is a package's name: words of letters, digits and underscores, joined by dots or dashes,
    /// at most 100 characters.</summary>
    public static bool IsId(string? text) => text is { Length: <= PackageIdValidator.MaxPackageIdLength } && PackageIdValidator.IsValidPackageId(text);

    /// <summary>Whether a text is a version.</summary>
    public static bool IsVersion(string? text) => text is { Length: > 0 and <= 128 } && !text.Any(char.IsWhiteSpace) && NuGetVersion.TryParse(text, out _);

    /// <summary>A version as NuGet writes it.</summary>
    public static string Normalized(string version) => NuGetVersion.Parse(version).ToNormalizedString();
}
