namespace FDistill.Hosting.Plugins;

/// <summary>What became of a plugin that was found.</summary>
public enum PluginStatus
{
    /// <summary>Its parts can be used.</summary>
    Loaded,

    /// <summary>Switched off by configuration; none of its code ran.</summary>
    Disabled,

    /// <summary>Built for another contract; none of its code ran.</summary>
    Incompatible,

    /// <summary>Reading, loading or registering it failed.</summary>
    Faulted,

    /// <summary>Another plugin of the same name is newer; none of its code ran.</summary>
    Superseded,

    /// <summary>Nobody said that its code may run, or its files are
    /// not those that were recorded; none of its code ran.</summary>
    Untrusted,
}
