using System.Diagnostics;

namespace FDistill.Cli.Tests.Support;

/// <summary>A program of this repository in a process of its own.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end; one that does not come to it is ended, and the test fails.</summary>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="directory">Where.</param>
    /// <param name="arguments">What it is told.</param>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(string assembly, string directory, params string[] arguments) => RunAsync(assembly, directory, [], arguments);

    /// <summary>The same, with variables in its environment.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string assembly, string directory, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{string.Join(' ', arguments)}' did not end within {Limit.TotalMinutes} minutes; it wrote {string.Concat(await written)}");
        }
        return (process.ExitCode, string.Concat(await written));
    }
}
