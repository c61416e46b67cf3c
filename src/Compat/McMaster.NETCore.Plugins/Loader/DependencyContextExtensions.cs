using McMaster.NETCore.Plugins.LibraryModel;
using Microsoft.Extensions.DependencyModel;
using NativeLibrary = McMaster.NETCore.Plugins.LibraryModel.NativeLibrary;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Reads a plugin's <c>.deps.json</c>: its packages' assemblies and native libraries, those of this platform first.</summary>
internal static class DependencyContextExtensions
{
    public static AssemblyLoadContextBuilder AddDependencyContext(this AssemblyLoadContextBuilder builder, string depsFilePath)
    {
        if (!File.Exists(depsFilePath)) return builder;
        using var stream = File.OpenRead(depsFilePath);
        using var reader = new DependencyContextJsonReader();
        var baseFolder = Path.GetDirectoryName(depsFilePath)!;
        foreach (var library in reader.Read(stream).RuntimeLibraries) builder.AddLibrary(library, baseFolder);
        return builder;
    }

    private static void AddLibrary(this AssemblyLoadContextBuilder builder, RuntimeLibrary library, string baseFolder)
    {
        foreach (var asset in AssetsOf(library.RuntimeAssemblyGroups))
            builder.AddManagedLibrary(ManagedLibrary.CreateFromPackage(library.Name, library.Version, asset));
        foreach (var asset in AssetsOf(library.NativeLibraryGroups))
            builder.AddNativeLibrary(NativeLibrary.CreateFromPackage(library.Name, library.Version, asset));
        foreach (var resource in library.ResourceAssemblies)
        {
            if (Path.GetDirectoryName(Path.GetDirectoryName(resource.Path)) is { } root)
                builder.AddResourceProbingPath(Path.Combine(baseFolder, root));
        }
    }

    private static IEnumerable<string> AssetsOf(IReadOnlyList<RuntimeAssetGroup> groups) =>
        PlatformFallbacks.Identifiers
            .Select(identifier => groups.FirstOrDefault(group => (group.Runtime ?? "") == identifier))
            .FirstOrDefault(group => group is not null)?.AssetPaths ?? [];
}
