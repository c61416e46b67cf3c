using System.Globalization;
using FDistill.Tests.Shared;

namespace FDistill.Build.Tests.Pages;

/// <summary>Pages are read in editors and in reviews, too.</summary>
public sealed class ProseTests
{
    private const int Widest = 120;

    [Fact]
    public void A_line_of_prose_is_at_most_120_characters_wide()
    {
        var prose = Page.All.SelectMany(page => page.Prose().Select(line => (page.Path, line.Number, line.Line))).Where(line => !CannotBeBroken(line.Line)).ToList();

        Assert.True(prose.Count > 500, $"{prose.Count} lines were looked at");
        Assert.Empty(prose.Where(line => new StringInfo(line.Line).LengthInTextElements > Widest).Select(line => $"{line.Path}:{line.Number}"));
    }

    [Fact]
    public void A_line_of_comment_in_the_code_is_at_most_120_characters_wide()
    {
        var comments = new[] { "src", "plugins", "tests", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Readme.Path(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "artifacts"))
            .SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(line => (File: file, line.Index, line.Item)))
            .ToList();

        Assert.True(comments.Count > 5000, $"{comments.Count} lines were looked at");
        Assert.Empty(comments.Where(line => new StringInfo(line.Item).LengthInTextElements > Widest).Select(line => $"{line.File}:{line.Index + 1}"));
    }

    [Fact]
    public void Every_code_block_of_a_page_is_closed() =>
        Assert.All(Page.All, page => Assert.True(page.Text.Split('\n').Count(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal)) % 2 == 0, page.Path));

    /// <summary>Rows of tables, headings, and pictures on a line of their own.</summary>
    private static bool CannotBeBroken(string line) => line.TrimStart() is var text && (text.StartsWith('|') || text.StartsWith('#') || text.StartsWith("![", StringComparison.Ordinal));
}
