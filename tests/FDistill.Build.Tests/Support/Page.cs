using System.Text.RegularExpressions;

namespace FDistill.Build.Tests.Support;

/// <summary>A page in Markdown.</summary>
/// <param name="Path">Its place in the repository, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record Page(string Path, string Text)
{
    private static readonly string[] Foreign = [".git", "artifacts", "bin", "obj", "packages", "runs", "reproductions", "TestResults"];

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. In(Repository.Root).OrderBy(page => page.Path, StringComparer.Ordinal)];

    /// <summary>Its lines with their numbers, but for those of code blocks: fenced ones, and indented ones outside lists.</summary>
    public IEnumerable<(int Number, string Line)> Prose()
    {
        var (fenced, inList, afterBlank) = (false, false, true);
        foreach (var (index, line) in Text.Split('\n').Index())
        {
            var trimmed = line.TrimStart();
            if (trimmed.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            else if (!fenced && trimmed.Length > 0)
            {
                if (ListItem().IsMatch(line)) inList = true;
                else if (afterBlank && !line.StartsWith(' ')) inList = false;
                if (inList || !line.StartsWith("    ", StringComparison.Ordinal)) yield return (index + 1, line);
            }

            afterBlank = trimmed.Length == 0;
        }
    }

    /// <summary>What its links and pictures lead to, as written.</summary>
    public IReadOnlyList<string> Targets()
    {
        var prose = CodeSpan().Replace(string.Join('\n', Prose().Select(line => line.Line)), "");
        return [.. InlineLink().Matches(prose).Concat(Attribute().Matches(prose)).Concat(Autolink().Matches(prose)).Select(match => match.Groups[1].Value)];
    }

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors()
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in Prose().Select(line => Heading().Match(line.Line)).Where(match => match.Success))
        {
            var anchor = NotInAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            var unique = anchor;
            for (var again = 1; !anchors.Add(unique); again++) unique = $"{anchor}-{again}";
        }

        return anchors;
    }

    /// <summary>What stands between backticks.</summary>
    public IEnumerable<string> CodeSpans() => CodeSpan().Matches(string.Join('\n', Prose().Select(line => line.Line))).Select(match => match.Groups[1].Value);

    private static IEnumerable<Page> In(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Select(file => new Page(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file)))
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Foreign.Contains(System.IO.Path.GetFileName(inner))).SelectMany(In));

    [GeneratedRegex(@"^\s*([-*]|\d+\.)\s")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex InlineLink();

    [GeneratedRegex("(?:src|srcset|href)=\"([^\"]+)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"<([a-z]+://[^>\s]+)>")]
    private static partial Regex Autolink();

    [GeneratedRegex(@"^#{1,6} (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
