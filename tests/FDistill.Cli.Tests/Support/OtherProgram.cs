using System.Diagnostics;

namespace FDistill.Cli.Tests.Support;

/// <summary>A program of this repository in a process of its own.</summary>
internal static class OtherProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="directory">Where.</param>
    /// <param name="arguments">What it is told.</param>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string assembly, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, output);
    }
}
