namespace FDistill.Cli.Presentation;

/// <summary>Where the program writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages and progress.</param>
/// <param name="Width">Columns.</param>
/// <param name="IsInteractive">Whether somebody watches messages as they come, so that a line may be written over.</param>
/// <param name="HasColour">Whether results may be coloured.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, int Width, bool IsInteractive, bool HasColour)
{
    private const int DefaultWidth = 80, MaximalWidth = 120;

    /// <summary>Reads somebody's answer to a question; null where nobody is there to ask.</summary>
    public Func<string?>? Answer { get; init; }

    /// <summary>The console that the process was started in.</summary>
    public static Terminal OfConsole() => new(
        Console.Out,
        Console.Error,
        Console.IsErrorRedirected || Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, 40, MaximalWidth),
        IsInteractive: !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        HasColour: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
        Answer = Console.IsInputRedirected || Console.IsOutputRedirected ? null : Console.ReadLine,
    };
}
