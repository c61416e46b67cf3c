using FDistill.Engine.Evaluation;
using Spectre.Console;

namespace FDistill.Cli.Presentation;

/// <summary>Writes tables that fit the terminal.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class Tables(Terminal terminal)
{
    private const string RecordedMark = " *";

    /// <summary>Writes the table of an evaluation; recorded rows bear an asterisk that the note explains.</summary>
    public void Write(EvaluationTable evaluation)
    {
        var columns = evaluation.Columns;
        var table = New();
        table.AddColumn(new TableColumn("").NoWrap());
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(Narrow($"{column.Title} {column.Better}"))).RightAligned());
        foreach (var row in evaluation.Rows)
            table.AddRow([Markup.Escape(row.Recorded ? row.Name + RecordedMark : row.Name), .. columns.Select(column => Markup.Escape(column.Format(row)))]);
        Write(table);
        if (evaluation.Note is { } note) terminal.Out.WriteLine(Wrapping.Wrap((evaluation.Rows.Any(row => row.Recorded) ? "* " : "") + note, terminal.Width));
    }

    /// <summary>Writes rows under headings; long cells go on in the next line, but for the first column's, which are names.</summary>
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

    /// <summary>A heading with a line for every word.</summary>
    private static string Narrow(string heading) => string.Join('\n', heading.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Table New() => new() { Border = TableBorder.Simple };

    private void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.HasColour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.HasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
    }
}
