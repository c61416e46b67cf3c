using System.Text;

namespace FDistill.Cli.Presentation;

/// <summary>Takes what plugins write to the console to where messages go, line by
/// line, so that it spoils neither results nor the line of progress.</summary>
internal sealed class PluginConsole : TextWriter
{
    private readonly StatusLine status;
    private readonly TextWriter output = Console.Out, error = Console.Error;
    private readonly StringBuilder line = new();

    /// <summary>Takes the console's place from now on.</summary>
    /// <param name="status">Writes messages.</param>
    public PluginConsole(StatusLine status)
    {
        this.status = status;
        var together = Synchronized(this);
        Console.SetOut(together);
        Console.SetError(together);
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '\n') EndLine();
        else if (value != '\r') line.Append(value);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Console.SetOut(output);
            Console.SetError(error);
            if (line.Length > 0) EndLine();
        }

        base.Dispose(disposing);
    }

    private void EndLine()
    {
        status.Say(line.ToString());
        line.Clear();
    }
}
