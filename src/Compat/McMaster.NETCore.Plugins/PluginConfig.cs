using System.Reflection;
using System.Runtime.Loader;

namespace McMaster.NETCore.Plugins;

/// <summary>How a plugin is loaded, and what it shares with its host.</summary>
public class PluginConfig
{
    private bool _enableHotReload;

    public PluginConfig(string mainAssemblyPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(mainAssemblyPath);
        if (!Path.IsPathRooted(mainAssemblyPath))
            throw new ArgumentException($"An absolute path is needed, not '{mainAssemblyPath}'.", nameof(mainAssemblyPath));
        MainAssemblyPath = mainAssemblyPath;
    }

    public string MainAssemblyPath { get; }

    /// <summary>Assemblies that the plugin takes from its own files, even where others are shared.</summary>
    public ICollection<AssemblyName> PrivateAssemblies { get; protected set; } = [];

    /// <summary>Assemblies that the plugin takes from its host.</summary>
    public ICollection<AssemblyName> SharedAssemblies { get; protected set; } = [];

    /// <summary>Whether the plugin takes from its host whatever the host has.</summary>
    public bool PreferSharedTypes { get; set; }

    /// <summary>Whether the references of shared assemblies are followed only as these are loaded.</summary>
    public bool IsLazyLoaded { get; set; }

    /// <summary>The context that shared assemblies come from.</summary>
    public AssemblyLoadContext DefaultContext { get; set; } =
        AssemblyLoadContext.GetLoadContext(Assembly.GetExecutingAssembly()) ?? AssemblyLoadContext.Default;

    public bool IsUnloadable { get; set; }

    /// <summary>Whether assemblies are read into memory, so that their files can be replaced.</summary>
    public bool LoadInMemory { get; set; }

    /// <summary>Whether the plugin is loaded anew when its files change; it is unloadable then.</summary>
    public bool EnableHotReload
    {
        get => _enableHotReload;
        set
        {
            _enableHotReload = value;
            IsUnloadable |= value;
        }
    }

    /// <summary>How long files must have been at rest before a reload.</summary>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(200);
}
