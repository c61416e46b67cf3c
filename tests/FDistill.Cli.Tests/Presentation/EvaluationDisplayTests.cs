using FDistill.Cli.Presentation;
using FDistill.Cli.Tests.Support;
using FDistill.Engine.Evaluation;

namespace FDistill.Cli.Tests.Presentation;

public sealed class EvaluationDisplayTests
{
    [Fact]
    public void Redirected_progress_is_a_line_every_ten_seconds_with_rate_and_time_left()
    {
        using var error = new StringWriter();
        var clock = new ManualClock();
        var terminal = new Terminal(TextWriter.Null, error, Width: 80, IsInteractive: false);
        var display = new EvaluationDisplay(terminal, new StatusLine(terminal), clock);
        for (var second = 0; second <= 21; second++)
        {
            clock.Now = TimeSpan.FromSeconds(second);
            display.Report(new EvaluationProgress("checkpoint 000300", 50 * second, 2000));
        }

        clock.Now = TimeSpan.FromSeconds(40);
        display.Report(new EvaluationProgress("checkpoint 000300", 2000, 2000, Metric: 2));

        Assert.Equal(
            ["checkpoint 000300: 500/2,000 images, 50/s, 00:00:30 left", "checkpoint 000300: 1,000/2,000 images, 50/s, 00:00:20 left", "checkpoint 000300: metric 2"],
            error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
