using FDistill.Hosting.Running;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Tests.Running;

public sealed class CrashLogTests
{
    [Fact]
    public void An_exception_that_ends_the_process_is_logged_with_what_is_known_of_it()
    {
        var logger = new Messages();
        using var log = new CrashLog(logger);
        var failure = Assert.Throws<NotSupportedException>(new Action(() => throw new NotSupportedException("no licence")));

        log.Log(this, new UnhandledExceptionEventArgs(failure, isTerminating: true));

        Assert.Equal([(LogLevel.Critical, "Something ended the process by an exception on a thread of its own: NotSupportedException: no licence.")], logger.Written);
    }

    private sealed class Messages : ILogger
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add((logLevel, formatter(state, exception)));
    }
}
