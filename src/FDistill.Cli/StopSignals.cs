using System.Runtime.InteropServices;

namespace FDistill.Cli;

/// <summary>Takes the first SIGINT (Ctrl-C), SIGTERM or SIGHUP (the terminal is
/// gone) as a request to stop; a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action stop;
    private int signals;

    /// <summary>Listens from now on.</summary>
    /// <param name="stop">Asks whatever runs to stop.</param>
    public StopSignals(Action stop)
    {
        this.stop = stop;
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref signals) > 1) return;
        context.Cancel = true;
        stop();
    }
}
