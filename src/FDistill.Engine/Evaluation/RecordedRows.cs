using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FDistill.Formats.Files;

namespace FDistill.Engine.Evaluation;

/// <summary>Rows measured once and kept in a JSON file, with the SHA-256 of every file that they depend on.</summary>
/// <param name="Samples">How many samples each row was measured on.</param>
/// <param name="Machine">What the times were measured on, e.g. <c>2 cores of …</c>.</param>
/// <param name="Sha256">The files' SHA-256 in hexadecimal by role: <c>teacher</c>, <c>extractor</c>.</param>
/// <param name="Rows">The rows.</param>
public sealed record RecordedRows(int Samples, string Machine, IReadOnlyDictionary<string, string> Sha256, IReadOnlyList<EvaluationRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, AllowTrailingCommas = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Reads rows, and makes sure that they were measured on the files at hand.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="files">The files at hand by role.</param>
    /// <returns>The rows, each marked as recorded.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or was
    /// measured on other files; the message says how to measure anew.</exception>
    public static RecordedRows Read(string path, IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var recorded = Parse(path);
        foreach (var (role, file) in files)
        {
            var (expected, found) = (recorded.Sha256.GetValueOrDefault(role, "no SHA-256"), HashOf(file));
            if (!expected.Equals(found, StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"The rows in '{path}' were measured on another {role}: they name {expected}, but '{file}' has {found}. "
                    + "Measure the teacher anew with --measure-teacher, or record it with fdistill evaluate teacher.");
        }
        return recorded with { Rows = [.. recorded.Rows.Select(row => row with { Recorded = true })] };
    }

    /// <summary>The SHA-256 of a file, or of the names and lengths of
    /// all files in a folder, in lower-case hexadecimal.</summary>
    public static string HashOf(string path)
    {
        if (Directory.Exists(path))
        {
            var files = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => $"{Path.GetRelativePath(path, file.FullName)} {file.Length}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Order(StringComparer.Ordinal)))));
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Writes the rows.</summary>
    /// <param name="path">The JSON file.</param>
    public void Write(string path) => Durable.WriteFile(path, JsonSerializer.Serialize(this, Json) + "\n");

    private static RecordedRows Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordedRows>(File.ReadAllText(path), Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"'{path}' holds no recorded rows: {damage.Message}", damage);
        }
    }
}
