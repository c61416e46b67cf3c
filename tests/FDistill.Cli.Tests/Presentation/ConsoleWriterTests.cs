using FDistill.Cli.Presentation;

namespace FDistill.Cli.Tests.Presentation;

public sealed class ConsoleWriterTests
{
    [Fact]
    public void What_a_terminal_would_obey_is_written_out()
    {
        using var text = new StringWriter();
        using var console = new ConsoleWriter(text, "Standard output", mayFail: false);
        console.WriteLine("name \u001b[31mred\u0007\u009b2J\u007f\tü ✓");
        console.Write("a\r\nb");
        console.Write('\u001b');
        Assert.Equal($"name \\x1b[31mred\\x07\\x9b2J\\x7f\tü ✓{Environment.NewLine}a\r\nb\\x1b", text.ToString());
    }

    [Fact]
    public void Results_that_cannot_be_written_are_an_error_that_says_where()
    {
        using var console = new ConsoleWriter(new FullDisk(), "Standard output", mayFail: false);
        Assert.Equal("Standard output cannot be written: the disk is full", Assert.Throws<IOException>(() => console.WriteLine("result")).Message);
    }

    [Fact]
    public void Messages_that_cannot_be_written_end_nothing()
    {
        using var console = new ConsoleWriter(new FullDisk(), "Standard error", mayFail: true);
        console.WriteLine("progress");
        console.Flush();
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("the disk is full");

        public override void Flush() => throw new IOException("the disk is full");
    }
}
