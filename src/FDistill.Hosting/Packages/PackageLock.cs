using System.Text.Json;
using FDistill.Formats.Files;

namespace FDistill.Hosting.Packages;

/// <summary>The lock file of a store: what was recorded of every plugin.</summary>
internal static class PackageLock
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads a lock file; every record of it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<InstalledPackage> Read(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Json)?.Packages is not { } packages) throw new InvalidDataException("It holds no list of packages.");
            return [.. packages.Select((record, index) => Whole(record, $"packages[{index}]"))];
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(damage.Message, damage);
        }
    }

    /// <summary>Writes one.</summary>
    public static void Write(string path, IReadOnlyList<InstalledPackage> packages) => Durable.WriteFile(path, stream => JsonSerializer.Serialize(stream, new { packages }, Json));

    private static InstalledPackage Whole(Record? record, string where)
    {
        if (record is null) throw new InvalidDataException($"{where} is null.");
        string Of(string? value, string name) => value is { Length: > 0 } ? value : throw new InvalidDataException($"{where} has no {name}.");
        string Hash(KeyValuePair<string, string?> file) => file.Value ?? throw new InvalidDataException($"{where} has no hash of the file '{file.Key}'.");
        var files = record.Files ?? throw new InvalidDataException($"{where} has no files.");
        return new InstalledPackage(
            Of(record.Name, "name"), Of(record.Version, "version"), Of(record.Source, "source"), Of(record.Folder, "folder"), record.IsTrusted,
            new SortedDictionary<string, string>(files.ToDictionary(file => file.Key, Hash), StringComparer.Ordinal));
    }

    private sealed record Content(IReadOnlyList<Record?>? Packages);

    private sealed record Record(string? Name, string? Version, string? Source, string? Folder, bool IsTrusted, Dictionary<string, string?>? Files);
}
