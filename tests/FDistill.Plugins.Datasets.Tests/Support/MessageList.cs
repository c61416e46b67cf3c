using FDistill.Plugins.Datasets.WebDataset;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class MessageList : ILogger<WebDatasetDataset>
{
    public List<string> Messages { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Messages.Add($"{logLevel}: {formatter(state, exception)}");
}
