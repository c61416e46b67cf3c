using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FDistill.Cli.Commands;

/// <summary>Options whose value is a duration.</summary>
internal static partial class Duration
{
    /// <summary>An option that says what it found where that is no duration.</summary>
    /// <param name="name">What to type.</param>
    /// <param name="description">What it does.</param>
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result =>
        {
            var written = result.Tokens.Single().Value;
            if (Parse(written) is { } duration) return duration;
            result.AddError($"{name}: found '{written}', expected a duration such as 90m, 3h30m or 23:50:00.");
            return null;
        },
    };

    /// <summary>A positive duration of at most 24 days (a timer knows no longer): <c>90m</c>,
    /// <c>1d12h</c>, <c>45s</c>, or <c>hours:minutes:seconds</c>; null for anything else.</summary>
    internal static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        double Part(string group) => match.Groups[group] is { Success: true } part ? double.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
        var seconds = (Part("d") * 86400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s");
        return seconds is > 0 and <= 24 * 86400 ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex(@"^(?:(?=\d)(?:(?<d>\d{1,9})d)?(?:(?<h>\d{1,9})h)?(?:(?<m>\d{1,9})m)?(?:(?<s>\d{1,9})s)?|(?<h>\d{1,9}):(?<m>[0-5]\d):(?<s>[0-5]\d))$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
