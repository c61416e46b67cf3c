using System.Text.RegularExpressions;

namespace FDistill.Tests.Shared;

/// <summary>A page in Markdown.</summary>
/// <param name="Path">Its place in the repository, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record Page(string Path, string Text)
{
    private static readonly string[] Foreign = [".git", "artifacts", "bin", "obj", "packages", "runs", "reproductions", "TestResults"];

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Page> All { get; } = [.. In(Readme.Path(".")).OrderBy(page => page.Path, StringComparer.Ordinal)];

    /// <summary>Its lines with their numbers, but for those of code
    /// blocks: fenced ones, and indented ones outside lists.</summary>
    public IEnumerable<(int Number, string Line)> Prose() => Lines().Where(line => line.Block is null).Select(line => (line.Number, line.Text));

    /// <summary>Its code blocks: what language each is said to be, empty where none is, and its lines.</summary>
    public IReadOnlyList<(string Language, string Code)> Blocks() =>
        [.. Lines().Where(line => line.Block is not null).GroupBy(line => line.Block).Select(block => (block.First().Language, string.Join('\n', block.Select(line => line.Text)).Trim('\n')))];

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

    /// <summary>Every line with the number of the code block that it is
    /// in, if it is in one; the fences themselves are left out.</summary>
    private IEnumerable<(int Number, string Text, int? Block, string Language)> Lines()
    {
        var (block, language, fenced, indented, inList, afterBlank) = (0, "", false, false, false, true);
        foreach (var (index, line) in Text.Split('\n').Index())
        {
            var trimmed = line.TrimStart();
            if (trimmed.StartsWith("```", StringComparison.Ordinal))
            {
                (fenced, indented, language) = (!fenced, false, trimmed[3..].Trim());
                if (fenced) block++;
            }
            else if (fenced) yield return (index + 1, line, block, language);
            else if (trimmed.Length > 0)
            {
                if (ListItem().IsMatch(line)) inList = true;
                else if (afterBlank && !line.StartsWith(' ')) inList = false;
                var isCode = !inList && line.StartsWith("    ", StringComparison.Ordinal) && (indented || afterBlank);
                if (isCode && !indented) block++;
                indented = isCode;
                yield return isCode ? (index + 1, line[4..], block, "") : (index + 1, line, null, "");
            }

            afterBlank = trimmed.Length == 0;
        }
    }

    private static IEnumerable<Page> In(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Select(file => new Page(System.IO.Path.GetRelativePath(Readme.Path("."), file).Replace('\\', '/'), File.ReadAllText(file)))
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
