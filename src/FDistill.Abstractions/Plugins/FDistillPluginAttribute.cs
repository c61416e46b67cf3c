namespace FDistill.Plugins;

/// <summary>Marks an assembly as a plugin and names its entry class.</summary>
/// <example><c>[assembly: FDistillPlugin(typeof(MyPlugin), ContractVersion.Current)]</c></example>
/// <param name="entry">The class that registers the plugin's parts: an
/// <see cref="IPlugin"/> with a public constructor without parameters.</param>
/// <param name="contract">The contract that the plugin was built
/// against; always <see cref="ContractVersion.Current"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FDistillPluginAttribute(Type entry, string contract) : Attribute
{
    /// <summary>The class that registers the plugin's parts.</summary>
    public Type Entry { get; } = entry;

    /// <summary>The contract version that the plugin was built against, as <c>major.minor</c>.</summary>
    public string Contract { get; } = contract;
}
