using Microsoft.Extensions.Logging;

namespace FDistill.Cli.Presentation;

/// <summary>Writes log messages as plain sentences.</summary>
/// <param name="status">Where to.</param>
/// <param name="minimum">The least level written.</param>
internal sealed class SentenceLogger(StatusLine status, LogLevel minimum) : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var prefix = logLevel switch
        {
            LogLevel.Warning => "Warning: ",
            >= LogLevel.Error => "Error: ",
            _ => "",
        };
        var message = formatter(state, exception);
        status.Say(prefix + message + (message.EndsWith('.') ? "" : "."));
        if (exception is not null) status.Say(exception.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
