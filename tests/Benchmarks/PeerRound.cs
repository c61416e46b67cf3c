using System.Diagnostics;
using System.Globalization;

namespace FDistill.Benchmarks;

/// <summary>The round in eager PyTorch, in a process of its own that does one whenever it is asked.</summary>
internal sealed class PeerRound : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the peer and waits until it has built its networks.</summary>
    /// <param name="settings">Batch, threads, and the Python to use.</param>
    /// <param name="weights">The teacher's weights.</param>
    public PeerRound(BenchmarkSettings settings, string weights)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peer", "digits_round.py");
        string[] arguments = [script, weights, .. new[] { settings.Threads, settings.Batch }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        process = Process.Start(new ProcessStartInfo(settings.Python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Description = Answer();
    }

    /// <summary>Its version and size.</summary>
    public string Description { get; }

    /// <summary>Does a round.</summary>
    /// <returns>Seconds.</returns>
    public double Run()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
        return double.Parse(Answer(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Answer() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended without an answer; it needs PyTorch (Debian: python3-torch), see --python");
}
