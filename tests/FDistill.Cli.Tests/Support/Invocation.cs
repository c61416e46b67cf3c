using FDistill.Cli.Presentation;

namespace FDistill.Cli.Tests.Support;

/// <summary>A command line that was run in this process, as if redirected to files.</summary>
internal sealed record Invocation(int ExitCode, string Out, string Error)
{
    public static async Task<Invocation> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await new CommandLine(new Terminal(output, error, Width: 80, IsInteractive: false)).RunAsync(arguments);
        return new Invocation(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Everything that was written, in lines.</summary>
    public IEnumerable<string> Lines => (Out + Error).Split('\n').Select(line => line.TrimEnd('\r'));
}
