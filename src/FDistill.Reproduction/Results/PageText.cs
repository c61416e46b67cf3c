using System.Text;
using FDistill.Formats.Files;
using FDistill.Reports.Wording;

namespace FDistill.Reproduction.Results;

/// <summary>A page in Markdown that reads well as plain text too.</summary>
internal sealed class PageText
{
    private const int Width = 100;

    private readonly StringBuilder text = new();

    /// <summary>A heading.</summary>
    public PageText Heading(string words, int level = 1) => Append($"{new string('#', level)} {words}\n\n");

    /// <summary>A paragraph; its lines are broken.</summary>
    public PageText Paragraph(string words) => Append(Wrapping.Wrap(words, Width, hang: 0).ReplaceLineEndings("\n") + "\n\n");

    /// <summary>A table.</summary>
    public PageText Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows) => Append(MarkdownTable.Render(headings, rows) + "\n");

    /// <summary>What to type.</summary>
    public PageText Command(string line) => Append($"    {line}\n\n");

    /// <summary>A picture.</summary>
    public PageText Picture(string title, string path) => Append($"![{title}]({path})\n\n");

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Durable.WriteFile(path, text.ToString().TrimEnd('\n') + "\n");
    }

    private PageText Append(string words)
    {
        text.Append(words);
        return this;
    }
}
