using System.Text.Json;

namespace FDistill.Hosting.Packages;

/// <summary>What all lock files have in common: JSON of hashes of files.</summary>
internal static class LockedFiles
{
    /// <summary>Reads a lock file's JSON.</summary>
    /// <exception cref="InvalidDataException">It is none of this form; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Parse<T>(string path, JsonSerializerOptions json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), json) ?? throw new InvalidDataException("it is null.");
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException(damage.Message, damage);
        }
    }

    /// <summary>The hashes of a record, none of which is null.</summary>
    /// <param name="files">As read.</param>
    /// <param name="where">Which record.</param>
    /// <exception cref="InvalidDataException">There are none, or one is null.</exception>
    public static IReadOnlyDictionary<string, string> Whole(IReadOnlyDictionary<string, string?>? files, string where)
    {
        if (files is null) throw new InvalidDataException($"{where} has no files.");
        return new SortedDictionary<string, string>(
            files.ToDictionary(file => file.Key, file => file.Value ?? throw new InvalidDataException($"{where} has no hash of the file '{file.Key}'.")), StringComparer.Ordinal);
    }
}
