namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>Finds shards.</summary>
internal static class ShardNames
{
    /// <summary>The shards that a folder holds, that a pattern stands for, or the one
    /// that is named, in the order of their names; of a pattern, in its order.</summary>
    /// <exception cref="InvalidDataException">There are none, or some of a pattern are missing.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path)) return [path];
        if (Directory.Exists(path))
        {
            string[] found = [.. Directory.EnumerateFiles(path, "*.tar").Order(StringComparer.Ordinal)];
            return found.Length > 0 ? found : throw new InvalidDataException($"The folder '{path}' holds no .tar files.");
        }

        var names = BracePattern.Expand(path);
        var missing = names.Where(name => !File.Exists(name)).ToList();
        return missing.Count == 0 ? names : throw new InvalidDataException(
            names.Count == 1 ? $"There is no shard '{path}'." : $"'{path}' stands for {names.Count} shards, of which {missing.Count} are missing, e.g. '{missing[0]}'.");
    }
}
