using System.Text.RegularExpressions;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Collects the parts of one plugin while it registers.</summary>
/// <param name="plugin">The plugin's name.</param>
public sealed partial class PluginBuilder(string plugin) : IPluginBuilder
{
    private readonly List<PartDescriptor> parts = [];

    /// <summary>The parts so far, in the order added.</summary>
    public IReadOnlyList<PartDescriptor> Parts => parts;

    /// <inheritdoc/>
    public IPluginBuilder Add<TContract, TPart, TOptions>(string name, string description)
        where TContract : class
        where TPart : class, TContract
        where TOptions : class, new()
    {
        var kind = PartKind.Of(typeof(TContract));
        if (!WellFormed().IsMatch(name))
            throw new ArgumentException($"'{name}' is not a name for a {kind}: names are lower-case words joined by dashes.", nameof(name));
        if (parts.Any(part => part.Kind == kind && part.Name == name))
            throw new ArgumentException($"The {kind} '{name}' is added twice.", nameof(name));

        parts.Add(new PartDescriptor(kind, name, typeof(TPart), typeof(TOptions), plugin, description));
        return this;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex WellFormed();
}
