namespace FDistill.Plugins;

/// <summary>The entry of a plugin: it declares to the host which parts the assembly brings.</summary>
public interface IPlugin
{
    /// <summary>Adds the plugin's parts by name.</summary>
    /// <param name="builder">Where the parts go.</param>
    /// <remarks>
    /// Runs once, when the host starts. Do no work here: parts are
    /// made when a run needs them, with their services injected. An
    /// exception does not take the host down; the plugin is reported as faulted with the exception's message.
    /// </remarks>
    void Register(IPluginBuilder builder);
}
