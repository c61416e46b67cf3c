namespace FDistill.Hosting.Plugins;

/// <summary>Finds and loads plugins. A bad one gets a status; it never takes the host down.</summary>
public static class PluginHost
{
    /// <summary>Finds plugins, checks them by their metadata, loads the rest.</summary>
    /// <param name="search">Where to look and what to leave out.</param>
    /// <returns>All that was found, with what became of it.</returns>
    public static PluginCatalog Load(PluginSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var candidates = PluginDiscovery.Find(search.Folders).ToList();
        var copies = new PrivateCopies(search.Copies);
        return new PluginCatalog([.. search.Mistakes, .. candidates.Select(candidate =>
            Refusal(candidate, candidates, search) ?? PluginActivator.Activate(candidate, candidate.Metadata!, copies))]);
    }

    private static PluginReport? Refusal(PluginCandidate candidate, IReadOnlyList<PluginCandidate> all, PluginSearch search)
    {
        if (candidate.Failure is { } failure) return Report(candidate, PluginStatus.Faulted, failure);
        if (search.Disabled.Contains(candidate.Name, StringComparer.OrdinalIgnoreCase))
            return Report(candidate, PluginStatus.Disabled, "It is named under 'disabled' in the run file's 'plugins'.");
        if (ContractCheck.Mismatch(candidate.Metadata!.Contract, search.Contract) is { } mismatch)
            return Report(candidate, PluginStatus.Incompatible, mismatch);

        var newest = Newest(candidate.Name, all, search.Contract);
        if (newest != candidate) return Report(candidate, PluginStatus.Superseded, $"Version {newest.Metadata!.Version} was found in {Path.GetDirectoryName(newest.Path)}.");
        return !candidate.IsBundled && search.Trust.Refusal(candidate.Name, Path.GetDirectoryName(candidate.Path)!) is { } refusal ? Report(candidate, PluginStatus.Untrusted, refusal) : null;
    }

    private static PluginCandidate Newest(string name, IEnumerable<PluginCandidate> all, string contract) => all
        .Where(candidate => candidate.Name == name && candidate.Metadata is { } metadata
            && ContractCheck.Mismatch(metadata.Contract, contract) is null)
        .Aggregate((newest, next) => next.Metadata!.Version >= newest.Metadata!.Version ? next : newest);

    private static PluginReport Report(PluginCandidate candidate, PluginStatus status, string reason) =>
        new(candidate.Name, candidate.Path, status, reason) { Version = candidate.Metadata?.Version, Contract = candidate.Metadata?.Contract };
}
