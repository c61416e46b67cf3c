using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace FDistill.Hosting.RunFiles;

/// <summary>Paths of keys: <c>evaluation:metrics:0:use</c> inside, <c>evaluation.metrics[0].use</c> to users.</summary>
internal static partial class KeyPath
{
    /// <summary>The key of a property in a run file.</summary>
    public static string Key(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    /// <summary>A key below a path.</summary>
    public static string Below(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);

    /// <summary>The path above; empty at the root.</summary>
    public static string Above(string path) => ConfigurationPath.GetParentPath(path) ?? "";

    /// <summary>As users read it.</summary>
    public static string Display(string path) => ListIndex().Replace(path, "[$1]").Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal);

    /// <summary>From what users write: <c>a.b[0].c</c> or <c>a.b.0.c</c>.</summary>
    public static string Parse(string written) => Bracket().Replace(written, ".$1").Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary>Whether a path is another, or lies below it.</summary>
    public static bool IsWithin(string path, string above) =>
        path.StartsWith(above, StringComparison.OrdinalIgnoreCase)
        && (path.Length == above.Length || path[above.Length..].StartsWith(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal));

    [GeneratedRegex(@":(\d+)(?=:|$)")]
    private static partial Regex ListIndex();

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Bracket();
}
