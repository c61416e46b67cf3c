using System.Globalization;
using System.Text;

namespace FDistill.Cli.Presentation;

/// <summary>Writes to the console. What files and plugins are called may hold control
/// characters, which a terminal obeys: they are written as <c>\x1b</c>.</summary>
/// <param name="inner">The console's writer.</param>
/// <param name="name">What it is called where it fails.</param>
/// <param name="mayFail">Whether a writer that fails is written to no more, and nothing is
/// said: messages have no other place to go to, and a run is worth more than they are.</param>
internal sealed class ConsoleWriter(TextWriter inner, string name, bool mayFail) : TextWriter(CultureInfo.InvariantCulture)
{
    private bool hasFailed;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>A text with its control characters written out, but for ends of lines and tabs.</summary>
    public static string Escaped(string text) => text.Any(IsObeyed) ? string.Concat(text.Select(letter => IsObeyed(letter) ? $"\\x{(int)letter:x2}" : $"{letter}")) : text;

    /// <inheritdoc/>
    public override void Write(char value) => Write($"{value}");

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(Escaped(value ?? "")));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static bool IsObeyed(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');

    private void Try(Action write)
    {
        if (hasFailed) return;
        try
        {
            write();
        }
        catch (IOException failure)
        {
            hasFailed = true;
            if (!mayFail) throw new IOException($"{name} cannot be written: {failure.Message}", failure);
        }
    }
}
