using System.Runtime.Loader;
using McMaster.NETCore.Plugins.LibraryModel;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>What a load context was built to know.</summary>
internal sealed class LoadContextPlan
{
    public required string MainAssemblyPath { get; init; }

    public required Dictionary<string, ManagedLibrary> ManagedLibraries { get; init; }

    public required Dictionary<string, NativeLibrary> NativeLibraries { get; init; }

    public required HashSet<string> PrivateAssemblies { get; init; }

    public required HashSet<string> SharedAssemblies { get; init; }

    public required string[] ProbingPaths { get; init; }

    public required string[] ResourceProbingPaths { get; init; }

    public required AssemblyLoadContext DefaultContext { get; init; }

    public required bool PreferDefaultLoadContext { get; init; }

    public required bool IsLazyLoaded { get; init; }

    public required bool IsCollectible { get; init; }

    public required bool LoadInMemory { get; init; }

    public required bool ShadowCopyNativeLibraries { get; init; }

    public string BasePath => Path.GetDirectoryName(MainAssemblyPath)!;
}
