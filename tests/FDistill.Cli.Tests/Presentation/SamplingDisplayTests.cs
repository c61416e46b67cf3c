using FDistill.Cli.Presentation;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Presentation;

public class SamplingDisplayTests
{
    [Fact]
    public void A_bar_fills_and_tells_pace_and_time_left()
    {
        var clock = new ManualClock();
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, Width: 80, IsInteractive: false);
        var display = new SamplingDisplay(terminal, new StatusLine(terminal), clock, total: 400);
        display.Start();
        clock.Now += TimeSpan.FromSeconds(10);
        display.Report(100);
        clock.Now += TimeSpan.FromSeconds(1);
        display.Report(110);
        clock.Now += TimeSpan.FromSeconds(29);
        display.Report(400);
        Assert.Equal(
            ["[######..................] 100/400 10/s 00:00:30 left", "[########################] 400/400 10/s"],
            error.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }
}
