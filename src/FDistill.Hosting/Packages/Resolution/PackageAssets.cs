using System.IO.Enumeration;
using System.Runtime.InteropServices;
using NuGet.Client;
using NuGet.ContentModel;
using NuGet.Frameworks;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Which files of a package go into a plugin's folder, and under which names: NuGet's conventions for this
/// framework and system.</summary>
internal static class PackageAssets
{
    private static readonly ManagedCodeConventions Conventions = new(RuntimeIdentifiers.Graph(RuntimeInformation.RuntimeIdentifier));

    /// <summary>The files, by the path that each gets.</summary>
    /// <param name="package">The package.</param>
    /// <param name="kinds">What is wanted of it.</param>
    /// <exception cref="UserException">It has assemblies, but none for this .NET.</exception>
    public static IEnumerable<(string Path, string Target)> Of(PackageArchive package, AssetKinds kinds)
    {
        var items = new ContentItemCollection();
        items.Load(package.Paths);
        var patterns = Conventions.Patterns;
        var assemblies = Best(items, patterns.RuntimeAssemblies);
        if (assemblies is null && package.Paths.Any(path => path.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) && path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            throw new UserException($"The package '{package.Id}' {package.Version} has no assemblies for this .NET, {FrameworkPackages.Accepted[0].GetShortFolderName()}.");

        var found = new List<(string, string)>();
        if (kinds.HasFlag(AssetKinds.Runtime))
        {
            found.AddRange(Files(assemblies).Select(path => (path, Path.GetFileName(path))));
            found.AddRange(Files(Best(items, patterns.ResourceAssemblies)).Select(path => (path, string.Join('/', path.Split('/')[^2..]))));
        }

        if (kinds.HasFlag(AssetKinds.Native)) found.AddRange(Files(Best(items, patterns.NativeLibraries)).Select(path => (path, Path.GetFileName(path))));
        if (kinds.HasFlag(AssetKinds.ContentFiles)) found.AddRange(Content(package, items));
        return found;
    }

    private static ContentItemGroup? Best(ContentItemCollection items, PatternSet pattern) => FrameworkPackages.Accepted
        .Select(framework => items.FindBestItemGroup(Conventions.Criteria.ForFrameworkAndRuntime(framework, RuntimeInformation.RuntimeIdentifier), pattern))
        .FirstOrDefault(group => group is not null);

    private static IEnumerable<string> Files(ContentItemGroup? group) => group?.Items.Select(item => item.Path).Where(path => !path.EndsWith("/_._", StringComparison.Ordinal)) ?? [];

    /// <summary>Of contentFiles/LANGUAGE/FRAMEWORK/PATH those of the nearest framework which the .nuspec file wants
    /// beside the program; C#'s where there are any, else every language's.</summary>
    private static IEnumerable<(string Path, string Target)> Content(PackageArchive package, ContentItemCollection items)
    {
        var groups = new List<ContentItemGroup>();
        items.PopulateItemGroups(Conventions.Patterns.ContentFiles, groups);
        var rules = PackageArchive.Guarded(package.Id, () => package.Nuspec.GetContentFiles().ToList());
        foreach (var language in new[] { "cs", "any" })
        {
            var ofLanguage = groups.Where(group => Equals(group.Properties["codeLanguage"], language)).ToList();
            if (NuGetFrameworkUtility.GetNearest(ofLanguage, FrameworkPackages.Accepted[0], group => (NuGetFramework)group.Properties["tfm"]) is not { } nearest) continue;
            foreach (var path in Files(nearest))
            {
                var inside = path["contentFiles/".Length..];
                var rule = rules.LastOrDefault(rule => Matches(rule.Include, inside) && !Matches(rule.Exclude, inside));
                if (rule?.CopyToOutput != true) continue;
                yield return (path, rule.Flatten == true ? Path.GetFileName(path) : string.Join('/', inside.Split('/')[2..]));
            }

            yield break;
        }
    }

    private static bool Matches(string? patterns, string path) =>
        patterns?.Split(';').Any(pattern => FileSystemName.MatchesSimpleExpression(pattern.Trim().Replace('\\', '/').Replace("**/", "*", StringComparison.Ordinal), path)) == true;
}
