using FDistill.Cli.Presentation;
using FDistill.Cli.Tests.Support;
using FDistill.Engine.Training.Loop;

namespace FDistill.Cli.Tests.Presentation;

public sealed class ProgressTests
{
    private static readonly Dictionary<string, double> Values = new()
    {
        [Measures.MatchingLoss] = 0.04123,
        [Measures.AdversarialLoss] = 0.6931,
        [Measures.FakeScoreLoss] = 0.1234,
        [Measures.HeadLoss] = 1.386,
        [Measures.MinWeight] = 0.2,
        [Measures.MeanWeight] = 0.4,
        [Measures.MaxWeight] = 1.0,
    };

    [Fact]
    public void A_line_of_progress_tells_iteration_losses_h_rate_and_time_left_in_eighty_columns()
    {
        var line = ProgressText.Of(1200, 1500, Values, rate: 4.5, width: 79);

        Assert.Equal("1200/1500 match 0.041 fake 0.12 head 1.4 gan 0.69 h 0.20<0.40<1.0 4.5/s 1:07 left", ProgressText.Of(1200, 1500, Values, 4.5, width: 120));
        Assert.True(line.Length <= 79, line);
        Assert.StartsWith("1200/1500 match 0.041 fake 0.12 head 1.4", line, StringComparison.Ordinal);
        Assert.EndsWith("h 0.20<0.40<1.0 4.5/s 1:07 left", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_progress_is_the_first_line_one_every_ten_seconds_and_the_last()
    {
        using var error = new StringWriter();
        var clock = new ManualClock();
        var progress = Display(error, clock, isInteractive: false);

        progress.Started(0, 100);
        for (var iteration = 1; iteration <= 100; iteration++)
        {
            clock.Now += TimeSpan.FromSeconds(0.3);
            progress.Iteration(new IterationReport(iteration, 0.3, Values));
        }

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1/100", "35/100", "69/100", "100/100"], lines.Select(line => line.Split(' ')[0]));
        Assert.DoesNotContain('\r', error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Watched_progress_is_one_line_written_over_and_messages_stand_above_it()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var clock = new ManualClock();
        var terminal = new Terminal(TextWriter.Null, error, 80, IsInteractive: true);
        var status = new StatusLine(terminal);
        var progress = new ProgressDisplay(terminal, status, clock);

        progress.Started(0, 2);
        clock.Now += TimeSpan.FromSeconds(1);
        progress.Iteration(new IterationReport(1, 1, Values));
        status.Say("A message.");

        var written = error.ToString();
        Assert.StartsWith("\r1/2 match", written, StringComparison.Ordinal);
        Assert.EndsWith("\rA message.\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_of_a_run_that_goes_on_counts_its_own_iterations_only()
    {
        using var error = new StringWriter();
        var clock = new ManualClock();
        var progress = Display(error, clock, isInteractive: false);

        progress.Started(90, 100);
        clock.Now += TimeSpan.FromSeconds(2);
        progress.Iteration(new IterationReport(91, 2, Values));

        Assert.Contains("0.50/s 0:18 left", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_and_the_time_left_are_those_of_the_last_minute()
    {
        using var error = new StringWriter();
        var clock = new ManualClock();
        var progress = Display(error, clock, isInteractive: false);

        progress.Started(0, 1000);
        for (var iteration = 1; iteration <= 160; iteration++)
        {
            clock.Now += TimeSpan.FromSeconds(iteration <= 100 ? 4 : 1);
            progress.Iteration(new IterationReport(iteration, 1, Values));
        }

        var last = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("160/1000 ", last, StringComparison.Ordinal);
        Assert.Contains("1.0/s 14:00 left", last, StringComparison.Ordinal);
    }

    private static ProgressDisplay Display(StringWriter error, ManualClock clock, bool isInteractive)
    {
        var terminal = new Terminal(TextWriter.Null, error, 120, isInteractive);
        return new ProgressDisplay(terminal, new StatusLine(terminal), clock);
    }
}
