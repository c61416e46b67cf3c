using Microsoft.Extensions.Logging;

namespace FDistill.Cli.Presentation;

/// <summary>Where messages go: standard error, in plain sentences.</summary>
/// <param name="status">Writes them.</param>
/// <param name="verbose">Whether details are wanted.</param>
internal sealed class MessageLog(StatusLine status, bool verbose)
{
    /// <summary>Writes messages, and the line of progress below them.</summary>
    public StatusLine Status => status;

    /// <summary>Sends a host's log there.</summary>
    public void Configure(ILoggingBuilder logging)
    {
        var minimum = verbose ? LogLevel.Debug : LogLevel.Information;
        logging.SetMinimumLevel(minimum);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddProvider(new SentenceLogger(status, minimum));
    }
}
