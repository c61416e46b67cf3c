using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Support;

/// <summary>The command lines of <c>fdistill</c> that a page shows in its code blocks.</summary>
internal static partial class ShownCommands
{
    private static readonly string[] Scripts = ["", "sh", "bash"];

    /// <summary>They, without the program's name; a variable of the shell is the number 1.</summary>
    public static IEnumerable<IReadOnlyList<string>> In(Page page) =>
        from block in page.Blocks()
        where Scripts.Contains(block.Language)
        from line in Continuation().Replace(block.Code, " ").Split('\n')
        let shown = Shown().Match(line)
        let words = Words(shown.Groups[1].Value)
        where shown.Success && words is not [":", ..] // a table, not a command
        select words;

    /// <summary>The words of a line, as a shell divides it, up to what is not the command's.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(line))
        {
            if (match.Value[0] == '#' || match.Value is "&&" or "|" or ";" or "&" || match.Value[0] is '>' || match.Value.StartsWith("2>", StringComparison.Ordinal)) break;
            var word = string.Concat(Piece().Matches(match.Value).Select(piece => piece.Value[0] is '\'' or '"' ? piece.Value[1..^1] : piece.Value));
            words.Add(Variable().Replace(word.EndsWith(';') ? word[..^1] : word, "1"));
            if (word.EndsWith(';')) break;
        }

        return words;
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"(?:^|\bdo |&& )\s*(?:\w+=\S+ )*(?:\./fdistill|fdistill|dotnet run -c Release --project src/FDistill\.Cli --)(?: (.*))?$")]
    private static partial Regex Shown();

    [GeneratedRegex("""(?:'[^']*'|"[^"]*"|[^\s'"])+""")]
    private static partial Regex Word();

    [GeneratedRegex("""'[^']*'|"[^"]*"|[^'"]+""")]
    private static partial Regex Piece();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Variable();
}
