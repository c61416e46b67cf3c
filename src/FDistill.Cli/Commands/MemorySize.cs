using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FDistill.Cli.Commands;

/// <summary>Options whose value is an amount of memory.</summary>
internal static partial class MemorySize
{
    /// <summary>An option that says what it found where that is no amount of memory.</summary>
    /// <param name="name">What to type.</param>
    /// <param name="description">What it does.</param>
    public static Option<long?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "size",
        CustomParser = result =>
        {
            var written = result.Tokens.Single().Value;
            if (Bytes(written) is { } bytes) return bytes;
            result.AddError($"{name}: found '{written}', expected an amount of memory such as 24GiB or 80GB.");
            return null;
        },
    };

    private static long? Bytes(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var unit = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "MB" => 1e6,
            "GB" => 1e9,
            "MIB" => 1 << 20,
            _ => 1 << 30,
        };
        return (long)(double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * unit);
    }

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?) ?(?<unit>[MG]i?B)$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
