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
        var content = LockedFiles.Parse<Content>(path, Json);
        if (content.Packages is not { } packages) throw new InvalidDataException("it holds no list of packages.");
        return [.. packages.Select((record, index) => Whole(record, $"packages[{index}]"))];
    }

    /// <summary>Writes one.</summary>
    public static void Write(string path, IReadOnlyList<InstalledPackage> packages) => Durable.WriteFile(path, stream => JsonSerializer.Serialize(stream, new { packages }, Json));

    private static InstalledPackage Whole(Record? record, string where)
    {
        if (record is null) throw new InvalidDataException($"{where} is null.");
        string Of(string? value, string name) => value is { Length: > 0 } ? value : throw new InvalidDataException($"{where} has no {name}.");
        return new InstalledPackage(
            Of(record.Name, "name"), Of(record.Version, "version"), Of(record.Source, "source"), Of(record.Folder, "folder"), record.IsTrusted, LockedFiles.Whole(record.Files, where));
    }

    private sealed record Content(IReadOnlyList<Record?>? Packages);

    private sealed record Record(string? Name, string? Version, string? Source, string? Folder, bool IsTrusted, Dictionary<string, string?>? Files);
}
