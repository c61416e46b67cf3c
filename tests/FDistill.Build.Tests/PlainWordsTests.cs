using System.Text.RegularExpressions;
using FDistill.Build.Tests.Support;

namespace FDistill.Build.Tests;

/// <summary>What a user reads is in the field's words, one for each thing.</summary>
public sealed partial class PlainWordsTests
{
    /// <summary>A word of our own, and the field's.</summary>
    public static TheoryData<string, string> Words => new()
    {
        { @"\bway back\b", "backward pass" }, { @"\bturn by turn\b|\b(a|each|every|the|this|next|last|student's|score's|\d) turns?\b|\bturns of\b", "iteration" }, { @"\bwatchers?\b", "fake score and head" },
        { @"\bjudges?\b|\bverdicts?\b", "logits" }, { @"\bshaken\b", "perturbed" }, { @"\brehears", "dry run" }, { @"\bcomes? along\b", "progress" },
        { @"\b(is|are|was|were) told\b(?! apart)|\btells (it|what|how|of)\b|\btold (as|by|from|how|in|once|where)\b", "reports, shows, describes" },
        { @"\bthis one has not\b", "this head has no such option" }, { @"\bof one's own\b", "custom, your own" }, { @"\bgo on with\b|\bgoing on from\b|\brun goes on\b", "resume" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Messages_and_pages_use_the_field_s_word(string own, string fields)
    {
        var found = Texts().Where(text => Regex.IsMatch(text.Content, own, RegexOptions.IgnoreCase)).Select(text => $"{text.Place}: {Regex.Match(text.Content, $".{{0,40}}({own}).{{0,40}}", RegexOptions.IgnoreCase)}").ToList();
        Assert.True(found.Count == 0, $"{found.Count} texts do not say '{fields}':\n{string.Join('\n', found)}");
    }

    /// <summary>The string literals of the libraries, the program
    /// and the plugins, and the lines of the pages.</summary>
    private static IEnumerable<(string Place, string Content)> Texts()
    {
        foreach (var folder in new[] { "src", "plugins" })
            foreach (var file in Files(folder, "*.cs"))
                foreach (var (number, line) in File.ReadLines(file).Index().Where(line => !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)))
                    foreach (Match literal in Literal().Matches(line))
                        yield return ($"{Place(file)}:{number + 1}", literal.Value);
        foreach (var file in Files("docs", "*.md").Concat(Directory.EnumerateFiles(Repository.Root, "*.md")).Concat(Files("samples", "*.md")))
            foreach (var (number, line) in File.ReadLines(file).Index())
                yield return ($"{Place(file)}:{number + 1}", line);
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories).Where(file => !Place(file).Split('/').Any(part => part is "bin" or "obj" or "artifacts"));

    private static string Place(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Literal();
}
