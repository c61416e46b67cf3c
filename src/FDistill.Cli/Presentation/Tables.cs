using FDistill.Engine.Evaluation;
using FDistill.Reports.Wording;
using Spectre.Console;

namespace FDistill.Cli.Presentation;

/// <summary>Writes tables that fit the terminal.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class Tables(Terminal terminal)
{
    private const string RecordedMark = " *";

    /// <summary>Blanks beside a column's text on both sides, and what parts it from the next column.</summary>
    private const int Padding = 3;

    /// <summary>Writes the table of an evaluation, in several of fewer columns where it
    /// is too wide; recorded rows bear an asterisk that the note explains.</summary>
    public void Write(EvaluationTable evaluation)
    {
        foreach (var columns in Fitting(evaluation))
        {
            var table = New();
            table.AddColumn(new TableColumn("").NoWrap());
            foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(Narrow(Heading(column)))).RightAligned().NoWrap());
            foreach (var row in evaluation.Rows) table.AddRow([Markup.Escape(NameOf(row)), .. columns.Select(column => Markup.Escape(column.Format(row)))]);
            Write(table);
        }

        if (evaluation.Note is { } note) terminal.Out.WriteLine(Wrapping.Wrap((evaluation.Rows.Any(row => row.Recorded) ? "* " : "") + note, terminal.Width));
    }

    /// <summary>Writes rows under headings; long cells go on in the next
    /// line, but for the first column's, which are names.</summary>
    public void Write(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        var table = New();
        foreach (var (index, heading) in headings.Index())
        {
            var column = new TableColumn(Markup.Escape(heading));
            table.AddColumn(index == 0 ? column.NoWrap() : column);
        }

        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        Write(table);
    }

    private static string NameOf(EvaluationRow row) => row.Recorded ? row.Name + RecordedMark : row.Name;

    private static string Heading(EvaluationColumn column) => $"{column.Title} {column.Better}";

    /// <summary>The columns in as many groups as the width asks for, each beside the names of the rows.</summary>
    private List<List<EvaluationColumn>> Fitting(EvaluationTable evaluation)
    {
        var names = evaluation.Rows.Max(row => NameOf(row).Length) + Padding + 1;
        var (groups, left) = (new List<List<EvaluationColumn>>(), 0);
        foreach (var column in evaluation.Columns)
        {
            var width = Padding + Heading(column).Split(' ').Concat(evaluation.Rows.Select(column.Format)).Max(text => text.Length);
            if (groups.Count == 0 || width > left)
            {
                groups.Add([]);
                left = terminal.Width - names;
            }

            groups[^1].Add(column);
            left -= width;
        }

        return groups;
    }

    /// <summary>A heading with a line for every word.</summary>
    private static string Narrow(string heading) => string.Join('\n', heading.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Table New() => new() { Border = TableBorder.Simple };

    private void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
    }
}
