using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins.LibraryModel;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Gathers what a plugin's load context is to know: where to look, what to share, what to keep private.</summary>
public class AssemblyLoadContextBuilder
{
    private readonly Dictionary<string, ManagedLibrary> _managedLibraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NativeLibrary> _nativeLibraries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _privateAssemblies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sharedAssemblies = new(StringComparer.Ordinal);
    private readonly List<string> _probingPaths = [];
    private readonly List<string> _resourceProbingPaths = [];
    private AssemblyLoadContext _defaultContext =
        AssemblyLoadContext.GetLoadContext(Assembly.GetExecutingAssembly()) ?? AssemblyLoadContext.Default;
    private string? _mainAssemblyPath;
    private bool _preferDefaultLoadContext;
    private bool _isLazyLoaded;
    private bool _isCollectible;
    private bool _loadInMemory;
    private bool _shadowCopyNativeLibraries;

    public AssemblyLoadContext Build() => new PluginLoadContext(new LoadContextPlan
    {
        MainAssemblyPath = _mainAssemblyPath
            ?? throw new InvalidOperationException($"{nameof(SetMainAssemblyPath)} comes before {nameof(Build)}."),
        ManagedLibraries = new(_managedLibraries, StringComparer.Ordinal),
        NativeLibraries = new(_nativeLibraries, StringComparer.Ordinal),
        PrivateAssemblies = new(_privateAssemblies, StringComparer.Ordinal),
        SharedAssemblies = new(_sharedAssemblies, StringComparer.Ordinal),
        ProbingPaths = [.. _probingPaths],
        ResourceProbingPaths = [.. _resourceProbingPaths],
        DefaultContext = _defaultContext,
        PreferDefaultLoadContext = _preferDefaultLoadContext,
        IsLazyLoaded = _isLazyLoaded,
        IsCollectible = _isCollectible,
        LoadInMemory = _loadInMemory,
        ShadowCopyNativeLibraries = _shadowCopyNativeLibraries,
    });

    public AssemblyLoadContextBuilder SetMainAssemblyPath(string path)
    {
        _mainAssemblyPath = AbsolutePath(path);
        return this;
    }

    /// <summary>The context that shared assemblies come from.</summary>
    public AssemblyLoadContextBuilder SetDefaultContext(AssemblyLoadContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _defaultContext = context;
        return this;
    }

    /// <summary>The assembly is taken from the plugin, even where others are shared.</summary>
    public AssemblyLoadContextBuilder PreferLoadContextAssembly(AssemblyName assemblyName)
    {
        if (assemblyName.Name is { } name) _privateAssemblies.Add(name);
        return this;
    }

    /// <summary>The assembly, and what it references, is shared with the default context.</summary>
    public AssemblyLoadContextBuilder PreferDefaultLoadContextAssembly(AssemblyName assemblyName)
    {
        if (_isLazyLoaded)
        {
            if (assemblyName.Name is { } name) _sharedAssemblies.Add(name);
            return this;
        }

        var pending = new Queue<AssemblyName>([assemblyName]);
        while (pending.TryDequeue(out var next))
        {
            if (next.Name is null || !_sharedAssemblies.Add(next.Name)) continue;
            foreach (var reference in SharedAssembly.ReferencesOf(next, _defaultContext)) pending.Enqueue(reference);
        }
        return this;
    }

    /// <summary>Whether everything that the default context can load is shared.</summary>
    public AssemblyLoadContextBuilder PreferDefaultLoadContext(bool preferDefaultLoadContext)
    {
        _preferDefaultLoadContext = preferDefaultLoadContext;
        return this;
    }

    /// <summary>Whether the references of a shared assembly are followed only when it is loaded. Set before naming shared assemblies.</summary>
    public AssemblyLoadContextBuilder IsLazyLoaded(bool isLazyLoaded)
    {
        _isLazyLoaded = isLazyLoaded;
        return this;
    }

    public AssemblyLoadContextBuilder AddManagedLibrary(ManagedLibrary library)
    {
        if (library.Name.Name is { } name) _managedLibraries.TryAdd(name, library);
        return this;
    }

    public AssemblyLoadContextBuilder AddNativeLibrary(NativeLibrary library)
    {
        _nativeLibraries.TryAdd(library.Name, library);
        return this;
    }

    /// <summary>A folder, such as a package store, where libraries are looked for as well.</summary>
    public AssemblyLoadContextBuilder AddProbingPath(string path)
    {
        _probingPaths.Add(AbsolutePath(path));
        return this;
    }

    /// <summary>A folder whose subfolders are named after cultures.</summary>
    public AssemblyLoadContextBuilder AddResourceProbingPath(string path)
    {
        _resourceProbingPaths.Add(AbsolutePath(path));
        return this;
    }

    public AssemblyLoadContextBuilder EnableUnloading()
    {
        _isCollectible = true;
        return this;
    }

    /// <summary>Assemblies are read into memory, so that their files can be replaced.</summary>
    public AssemblyLoadContextBuilder PreloadAssembliesIntoMemory()
    {
        _loadInMemory = true;
        return this;
    }

    /// <summary>Native libraries are loaded from a copy, so that their files can be replaced.</summary>
    public AssemblyLoadContextBuilder ShadowCopyNativeLibraries()
    {
        _shadowCopyNativeLibraries = true;
        return this;
    }

    private static string AbsolutePath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.IsPathRooted(path) ? path : throw new ArgumentException($"An absolute path is needed, not '{path}'.", nameof(path));
    }
}
