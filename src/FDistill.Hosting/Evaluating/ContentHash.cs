using System.Security.Cryptography;
using System.Text;
using FDistill.Engine.Evaluation;

namespace FDistill.Hosting.Evaluating;

/// <summary>Tells contents apart, wherever they lie.</summary>
internal static class ContentHash
{
    /// <summary>Of a file its SHA-256; of a folder that of the names and lengths of
    /// all files in it; of a pattern that stands for several files, its own.</summary>
    public static string Of(string path) => Path.Exists(path) ? RecordedRows.HashOf(path) : OfText(path);

    /// <summary>The SHA-256 of a text, in lower-case hexadecimal.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
