namespace FDistill.Cli.Presentation;

/// <summary>Where the program writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages and progress.</param>
/// <param name="Width">Columns.</param>
/// <param name="IsInteractive">Whether somebody watches messages
/// as they come, so that a line may be written over.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, int Width, bool IsInteractive)
{
    private const int DefaultWidth = 80, MaximalWidth = 120;

    /// <summary>Reads somebody's answer to a question; null where nobody is there to ask.</summary>
    public Func<string?>? Answer { get; init; }

    /// <summary>The console that the process was started in.</summary>
    public static Terminal OfConsole() => new(
        new ConsoleWriter(Console.Out, "Standard output", mayFail: false),
        new ConsoleWriter(Console.Error, "Standard error", mayFail: true),
        Console.IsErrorRedirected || Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, 40, MaximalWidth),
        IsInteractive: !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb")
    {
        Answer = Console.IsInputRedirected || Console.IsOutputRedirected ? null : Console.ReadLine,
    };
}
