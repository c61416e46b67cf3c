using System.Diagnostics;
using System.Text;

namespace FDistill.Build.Tests.Support;

internal sealed record Outcome(int ExitCode, string Output)
{
    public IReadOnlyList<string> Lines { get; } = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

internal static class Command
{
    /// <summary>Runs a program to its end; its two streams become one text.</summary>
    public static async Task<Outcome> RunAsync(string folder, Dictionary<string, string?> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.Append(line.Data).Append('\n');
        }
    }
}
