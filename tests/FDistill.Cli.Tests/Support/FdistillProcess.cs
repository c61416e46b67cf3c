using System.Diagnostics;

namespace FDistill.Cli.Tests.Support;

/// <summary>The program in a process of its own, for what only a process can show: signals and exit codes.</summary>
internal sealed class FdistillProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource training = new();
    private readonly List<string> lines = [];

    public FdistillProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fdistill.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Error
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    /// <summary>Waits for the first line of progress.</summary>
    public Task UntilItTrainsAsync() => training.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Waits for a line that holds some words.</summary>
    public async Task UntilAsync(string words)
    {
        for (var waited = 0; waited < 1200 && !Error.Contains(words, StringComparison.Ordinal); waited++) await Task.Delay(100);
        Assert.Contains(words, Error, StringComparison.Ordinal);
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Whether this process, and so its children, ignores a signal: a shell's
    /// background jobs ignore interrupts, what nohup started ignores hang-ups.</summary>
    /// <param name="signal">HUP, INT or TERM.</param>
    public static bool Ignores(string signal) =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (Convert.ToUInt64(mask[7..].Trim(), 16) >> (signal == "HUP" ? 0 : signal == "INT" ? 1 : 14) & 1) != 0;

    /// <summary>Waits for the end, not forever.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
        if (line.Contains(" left", StringComparison.Ordinal)) training.TrySetResult();
    }
}
