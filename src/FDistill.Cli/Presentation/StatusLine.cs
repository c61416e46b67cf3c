using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>Messages, and below them, where somebody watches, one line that is written over and over.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class StatusLine(Terminal terminal)
{
    private readonly Lock writing = new();
    private int shown;

    /// <summary>Writes a message; the status line stays below it.</summary>
    public void Say(string message)
    {
        lock (writing)
        {
            Erase();
            terminal.Error.WriteLine(Wrapping.Wrap(message, terminal.Width));
        }
    }

    /// <summary>Shows a new state in place of the last one.</summary>
    public void Show(string state)
    {
        lock (writing)
        {
            var line = state.Length < terminal.Width ? state : state[..(terminal.Width - 1)];
            terminal.Error.Write("\r" + line.PadRight(shown));
            shown = line.Length;
        }
    }

    private void Erase()
    {
        if (shown > 0) terminal.Error.Write("\r" + new string(' ', shown) + "\r");
        shown = 0;
    }
}
