using FDistill.Hosting.Plugins;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Running;

/// <summary>Logs, while a run is in progress, whose exception it is that
/// ends the process. That it ends is left to .NET and the program.</summary>
internal sealed class CrashLog : IDisposable
{
    /// <summary>For loggers that write on threads of their own.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromMilliseconds(500);

    private readonly ILogger logger;

    /// <summary>Begins.</summary>
    /// <param name="logger">The program's.</param>
    public CrashLog(ILogger logger)
    {
        this.logger = logger;
        AppDomain.CurrentDomain.UnhandledException += Log;
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= Log;

    /// <summary>Logs an exception that is about to end the process.</summary>
    internal void Log(object sender, UnhandledExceptionEventArgs thrown)
    {
        if (thrown is not { IsTerminating: true, ExceptionObject: Exception failure }) return;
        logger.LogCritical(failure, "{Description}", UnhandledFailure.Describe(failure));
        Thread.Sleep(Writing);
    }
}
