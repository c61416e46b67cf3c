using System.Security.Cryptography;
using System.Text;
using FDistill.Engine.Evaluation;

namespace FDistill.Hosting.Evaluating;

/// <summary>Tells contents apart, wherever they lie.</summary>
internal static class ContentHash
{
    /// <summary>Of a file its SHA-256; of a folder that of the names and lengths of all files in it; of a pattern that stands for several files, its own.</summary>
    public static string Of(string path)
    {
        if (File.Exists(path)) return RecordedRows.HashOf(path);
        if (!Directory.Exists(path)) return OfText(path);
        var files = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(path, file.FullName)} {file.Length}").Order(StringComparer.Ordinal);
        return OfText(string.Join('\n', files));
    }

    /// <summary>The SHA-256 of a text, in lower-case hexadecimal.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
