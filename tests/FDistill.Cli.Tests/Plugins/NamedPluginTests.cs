using System.Text.RegularExpressions;
using FDistill.Cli.Commands;
using FDistill.Cli.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>Below the command line nothing names a bundled part:
/// what holds for one of ours has to hold for anyone's.</summary>
public sealed class NamedPluginTests
{
    private static readonly string[] Rooms = ["FDistill.Engine", "FDistill.Formats", "FDistill.Hosting", "FDistill.Reports"];

    /// <summary>What is spelt as a part is, and means something else.</summary>
    private static readonly (string File, string Literal)[] Others =
    [
        ("EstimatorTables.cs", "sd"),    // the heading of standard deviations
        ("ChartNumbers.cs", "points"),   // a key of a chart's numbers
    ];

    [Fact]
    public void No_text_in_host_or_engine_names_a_bundled_part()
    {
        List<string> names = [.. PluginCatalogs.Installed().Plugins.Where(plugin => plugin.Name.StartsWith("FDistill.Plugins.", StringComparison.Ordinal)).SelectMany(plugin => plugin.Parts).Select(part => part.Name).Distinct()];
        Assert.Contains("gaussian-mixture", names);
        var files = Rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Sample(), "..", "src", room), "*.cs", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 100, $"{files.Count} files");
        Assert.Empty(files.SelectMany(file => Named(file, names)));
    }

    [Theory]
    [InlineData("\"gaussian-mixture\"")]
    [InlineData("\"The teacher gaussian-mixture does.\"")]
    [InlineData("$\"use 'edm', {1}\"")]
    [InlineData("\"\"\"{ \"use\": \"edm\" }\"\"\"")]
    public void A_name_is_found_as_a_text_in_quotes_and_where_it_has_a_dash_among_words(string text) => Assert.NotEmpty(Names(text, ["gaussian-mixture", "edm"]));

    private static IEnumerable<string> Named(string file, IReadOnlyList<string> names) =>
        Names(File.ReadAllText(file), names).Where(found => !Others.Contains((Path.GetFileName(file), found.Text))).Select(found => $"{Path.GetFileName(file)}: '{found.Name}' in \"{found.Text}\"");

    private static IEnumerable<(string Name, string Text)> Names(string source, IReadOnlyList<string> names) =>
        from token in CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot().DescendantTokens()
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        from name in names
        where token.ValueText == name || Regex.IsMatch(token.ValueText, $"""['"]{name}['"]""") || (name.Contains('-', StringComparison.Ordinal) && Regex.IsMatch(token.ValueText, $@"(?<![\w.-]){name}(?![\w.-])"))
        select (name, token.ValueText);
}
