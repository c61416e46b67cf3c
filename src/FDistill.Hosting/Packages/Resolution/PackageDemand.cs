using NuGet.Versioning;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>That some package is needed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Range">The versions that will do.</param>
/// <param name="Kinds">What of it.</param>
/// <param name="By">Who needs it; null for the user.</param>
internal sealed record PackageDemand(string Id, VersionRange Range, AssetKinds Kinds, string? By)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {(Range.IsFloating ? "of any version" : Range.PrettyPrint())}{(By is null ? "" : $", which {By} needs")}";
}
