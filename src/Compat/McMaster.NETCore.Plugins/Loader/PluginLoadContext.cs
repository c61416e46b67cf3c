using System.Reflection;
using System.Runtime.Loader;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>A plugin's own load context: shared assemblies come from the default one, all others from the plugin's files.</summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private readonly LoadContextPlan _plan;
    private readonly LibraryFinder _finder;
    private readonly Lazy<ShadowCopy> _shadowCopy = new();

    public PluginLoadContext(LoadContextPlan plan) : base(Path.GetFileNameWithoutExtension(plan.MainAssemblyPath), plan.IsCollectible)
    {
        _plan = plan;
        _finder = new LibraryFinder(plan);
        if (plan.IsCollectible) Unloading += _ => { if (_shadowCopy.IsValueCreated) _shadowCopy.Value.Dispose(); };
    }

    public Assembly LoadAssemblyFromFilePath(string path)
    {
        if (!_plan.LoadInMemory) return LoadFromAssemblyPath(path);

        var name = AssemblyName.GetAssemblyName(path);
        if (Assemblies.FirstOrDefault(loaded => AssemblyName.ReferenceMatchesDefinition(loaded.GetName(), name)) is { } present) return present;
        using var assembly = new MemoryStream(File.ReadAllBytes(path));
        var symbolsPath = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(symbolsPath)) return LoadFromStream(assembly);
        using var symbols = new MemoryStream(File.ReadAllBytes(symbolsPath));
        return LoadFromStream(assembly, symbols);
    }

    // Null leaves the assembly to the runtime's default context.
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name) return null;
        if (IsShared(name) && SharedAssembly.TryLoad(assemblyName, _plan.DefaultContext) is { } shared)
        {
            if (_plan.IsLazyLoaded) ShareReferencesOf(shared);
            return shared;
        }
        return _finder.FindAssembly(assemblyName) is { } path ? LoadAssemblyFromFilePath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_finder.FindNative(unmanagedDllName) is not { } path) return IntPtr.Zero;
        return LoadUnmanagedDllFromPath(_plan.ShadowCopyNativeLibraries ? _shadowCopy.Value.Of(path) : path);
    }

    private bool IsShared(string name) =>
        !_plan.PrivateAssemblies.Contains(name) && (_plan.PreferDefaultLoadContext || _plan.SharedAssemblies.Contains(name));

    private void ShareReferencesOf(Assembly assembly)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (reference.Name is { } name) _plan.SharedAssemblies.Add(name);
        }
    }
}
