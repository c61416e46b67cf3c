using System.Diagnostics;
using System.Globalization;

namespace FDistill.Benchmarks.Latent;

/// <summary>The two iterations in eager PyTorch, in a process of its own that does both whenever it is asked.</summary>
internal sealed class PeerTurns : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the peer and waits until it has built its networks.</summary>
    public PeerTurns(LatentSettings settings)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "peer", "latent_turns.py"), settings.Threads.ToString(CultureInfo.InvariantCulture)];
        process = Process.Start(new ProcessStartInfo(settings.Python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Description = Answer();
    }

    /// <summary>Its version and size.</summary>
    public string Description { get; }

    /// <summary>Does both iterations.</summary>
    /// <returns>What each took.</returns>
    public (TurnMeasure Student, TurnMeasure FakeScore) Run()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
        var turns = Answer().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).Chunk(3).Select(numbers => new TurnMeasure(numbers[0], numbers[1], numbers[2])).ToList();
        return (turns[0], turns[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Answer() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended without an answer; it needs PyTorch (Debian: python3-torch) and some 16 GiB of memory, see --python and --peer no");
}
