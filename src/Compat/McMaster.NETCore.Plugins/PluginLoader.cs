using System.Reflection;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins.Loader;

namespace McMaster.NETCore.Plugins;

/// <summary>Loads a plugin into a context of its own, so that its dependencies meet neither the host's nor another plugin's.</summary>
public class PluginLoader : IDisposable
{
    private readonly PluginConfig _config;
    private readonly AssemblyLoadContextBuilder _builder;
    private readonly ReloadWatcher? _watcher;
    private PluginLoadContext _context;
    private volatile bool _disposed;

    public PluginLoader(PluginConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config;
        _builder = BuilderFor(config);
        _context = (PluginLoadContext)_builder.Build();
        if (config.EnableHotReload)
            _watcher = new ReloadWatcher(Path.GetDirectoryName(config.MainAssemblyPath)!, config.ReloadDelay, ReloadAfterChange);
    }

    public event PluginReloadedEventHandler? Reloaded;

    public bool IsUnloadable => _context.IsCollectible;

    public AssemblyLoadContext LoadContext => _context;

    public static PluginLoader CreateFromAssemblyFile(string assemblyFile) => CreateFromAssemblyFile(assemblyFile, _ => { });

    public static PluginLoader CreateFromAssemblyFile(string assemblyFile, Type[] sharedTypes) =>
        CreateFromAssemblyFile(assemblyFile, sharedTypes, _ => { });

    public static PluginLoader CreateFromAssemblyFile(string assemblyFile, bool isUnloadable, Type[] sharedTypes) =>
        CreateFromAssemblyFile(assemblyFile, isUnloadable, sharedTypes, _ => { });

    public static PluginLoader CreateFromAssemblyFile(
        string assemblyFile, bool isUnloadable, Type[] sharedTypes, Action<PluginConfig> configure) =>
        CreateFromAssemblyFile(assemblyFile, sharedTypes, config =>
        {
            config.IsUnloadable = isUnloadable;
            configure(config);
        });

    /// <summary>The assemblies of the shared types, and what they reference, are the host's for the plugin too.</summary>
    public static PluginLoader CreateFromAssemblyFile(string assemblyFile, Type[] sharedTypes, Action<PluginConfig> configure) =>
        CreateFromAssemblyFile(assemblyFile, config =>
        {
            foreach (var assembly in sharedTypes.Select(type => type.Assembly).Distinct()) config.SharedAssemblies.Add(assembly.GetName());
            configure(config);
        });

    public static PluginLoader CreateFromAssemblyFile(string assemblyFile, Action<PluginConfig> configure)
    {
        var config = new PluginConfig(assemblyFile);
        configure(config);
        return new PluginLoader(config);
    }

    public Assembly LoadDefaultAssembly() => LoadAssemblyFromPath(_config.MainAssemblyPath);

    public Assembly LoadAssembly(AssemblyName assemblyName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _context.LoadFromAssemblyName(assemblyName);
    }

    public Assembly LoadAssembly(string assemblyName) => LoadAssembly(new AssemblyName(assemblyName));

    public Assembly LoadAssemblyFromPath(string assemblyPath)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _context.LoadAssemblyFromFilePath(assemblyPath);
    }

    /// <summary>While the scope lasts, reflection by name finds the plugin's types.</summary>
    public AssemblyLoadContext.ContextualReflectionScope EnterContextualReflection() => _context.EnterContextualReflection();

    /// <summary>Unloads the plugin and begins anew with the files as they are now.</summary>
    public void Reload()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!IsUnloadable) throw new InvalidOperationException($"Only a plugin that {nameof(PluginConfig.IsUnloadable)} can be reloaded.");
        _context.Unload();
        _context = (PluginLoadContext)_builder.Build();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Reloaded?.Invoke(this, new PluginReloadedEventArgs(this));
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _watcher?.Dispose();
        if (_context.IsCollectible) _context.Unload();
        GC.SuppressFinalize(this);
    }

    private void ReloadAfterChange()
    {
        if (!_disposed) Reload();
    }

    private static AssemblyLoadContextBuilder BuilderFor(PluginConfig config)
    {
        var builder = new AssemblyLoadContextBuilder()
            .SetMainAssemblyPath(config.MainAssemblyPath)
            .SetDefaultContext(config.DefaultContext)
            .PreferDefaultLoadContext(config.PreferSharedTypes)
            .IsLazyLoaded(config.IsLazyLoaded);
        if (config.IsUnloadable) builder.EnableUnloading();
        if (config.LoadInMemory) builder.PreloadAssembliesIntoMemory().ShadowCopyNativeLibraries();
        foreach (var name in config.PrivateAssemblies) builder.PreferLoadContextAssembly(name);
        foreach (var name in config.SharedAssemblies) builder.PreferDefaultLoadContextAssembly(name);

        builder.AddDependencyContext(Path.ChangeExtension(config.MainAssemblyPath, ".deps.json"));
        var ownConfig = Path.ChangeExtension(config.MainAssemblyPath, ".runtimeconfig.json");
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.runtimeconfig.json").Prepend(ownConfig))
            builder.TryAddAdditionalProbingPathFromRuntimeConfig(file, includeDevConfig: true, out _);
        return builder;
    }
}
