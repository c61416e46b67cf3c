using System.Runtime.InteropServices;
using FDistill.Engine.Training.Loop;

namespace FDistill.Cli;

/// <summary>Takes SIGUSR1 as a request for a checkpoint, as batch systems send
/// it some time before they end a job. Windows has no such signal.</summary>
internal sealed class SaveSignal : IDisposable
{
    private readonly PosixSignalRegistration? registration;

    /// <summary>Listens from now on.</summary>
    /// <param name="saves">Asks the run.</param>
    public SaveSignal(SaveRequests saves)
    {
        if (OperatingSystem.IsWindows()) return;
        registration = PosixSignalRegistration.Create((PosixSignal)(OperatingSystem.IsLinux() ? 10 : 30), context =>
        {
            context.Cancel = true;
            saves.Ask();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => registration?.Dispose();
}
