using System.Diagnostics;

namespace FDistill.Benchmarks;

/// <summary>Makes OpenMP's threads sleep while they wait: with two processes taking turns, spinning ones would slow the other down.</summary>
internal static class PassiveWaiting
{
    private const string Variable = "OMP_WAIT_POLICY";

    /// <summary>Runs this program again with the variable set, which has to be there before libtorch is loaded.</summary>
    /// <returns>The exit code of that run; null where the variable is set already.</returns>
    public static int? Restart(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null) return null;
        // Started as 'dotnet Benchmarks.dll', the process is dotnet's.
        string[] again = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. args] : args;
        var start = new ProcessStartInfo(Environment.ProcessPath!, again) { Environment = { [Variable] = "passive" } };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
