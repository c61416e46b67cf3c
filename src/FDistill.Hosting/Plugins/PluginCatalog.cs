using System.Diagnostics.CodeAnalysis;

namespace FDistill.Hosting.Plugins;

/// <summary>The plugins that were found, and the parts of those that are loaded.</summary>
/// <param name="plugins">All plugins found.</param>
public sealed class PluginCatalog(IReadOnlyList<PluginReport> plugins)
{
    /// <summary>All plugins found.</summary>
    public IReadOnlyList<PluginReport> Plugins => plugins;

    /// <summary>The parts of one kind, in the order of their names.</summary>
    /// <param name="kind">The kind.</param>
    public IReadOnlyList<PartDescriptor> Parts(PartKind kind) =>
        [.. plugins.SelectMany(plugin => plugin.Parts).Where(part => part.Kind == kind).OrderBy(part => part.Name, StringComparer.Ordinal)];

    /// <summary>The names by which run files can choose a part of one
    /// kind; qualified where two plugins bring the same.</summary>
    /// <param name="kind">The kind.</param>
    public IReadOnlyList<string> Names(PartKind kind) =>
        [.. Parts(kind).GroupBy(part => part.Name).SelectMany(same => same.Count() == 1 ? [same.Key] : same.Select(part => part.QualifiedName))];

    /// <summary>Finds a part by the name that a run file gives.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name"><c>name</c>, or <c>plugin/name</c>.</param>
    /// <param name="part">The part.</param>
    /// <param name="problem">Why there is none, with the way out.</param>
    /// <returns>Whether there is exactly one.</returns>
    public bool TryFind(PartKind kind, string name, [NotNullWhen(true)] out PartDescriptor? part, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(name);
        var matches = Parts(kind).Where(candidate => candidate.Name == name
            || string.Equals(candidate.QualifiedName, name, StringComparison.OrdinalIgnoreCase)).ToList();
        part = matches.Count == 1 ? matches[0] : null;
        problem = matches.Count switch
        {
            1 => null,
            0 => Missing(kind, name),
            _ => $"{matches.Count} plugins bring the {kind} '{name}': write {string.Join(" or ", matches.Select(match => $"'{match.QualifiedName}'"))}",
        };
        return part is not null;
    }

    private string Missing(PartKind kind, string name)
    {
        var names = Names(kind);
        var list = names.Count > 0 ? $"There are: {string.Join(", ", names)}." : $"No plugin brings a {kind}.";
        var absent = plugins.Where(plugin => plugin.Status is not (PluginStatus.Loaded or PluginStatus.Superseded)).ToList();
        var hint = absent.Count > 0
            ? $" Not loaded: {string.Join(", ", absent.Select(plugin => $"{plugin.Name} ({plugin.Status})"))}; see 'fdistill plugins list'."
            : "";
        return $"there is no {kind} '{name}'{NearestName.Hint(name, names)} {list}{hint}";
    }
}
