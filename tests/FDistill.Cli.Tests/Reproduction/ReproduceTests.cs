using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Reproduction;

/// <summary>Studies from the command line to their pages.</summary>
public sealed class ReproduceTests : IDisposable
{
    private readonly SmallStudies studies = new();

    public void Dispose() => studies.Dispose();

    [Fact]
    public async Task A_study_puts_ours_beside_the_papers_and_a_second_call_runs_nothing()
    {
        var first = await studies.ReproduceAsync("table2");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("Run 7 of 7: points-forward-kl, seed 0.", first.Error, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(studies.Output, "table2.md"), TestContext.Current.CancellationToken);
        Assert.Matches(@"\| forward-KL +\| +1 \| +[\d.]+ \| +\| +1\.92 \|", page);
        Assert.Matches(@"\| EDM teacher, NFE 35 +\| +\| +[\d.]+ \| +\| +1\.79 \|", page);
        Assert.Contains("fdistill reproduce table2 --scale points --seeds 0 --set 'training.iterations=6'", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(studies.Output, "table2", "points-frechet.svg")));

        var second = await studies.ReproduceAsync("table2");
        Assert.Equal((0, page), (second.ExitCode, await File.ReadAllTextAsync(Path.Combine(studies.Output, "table2.md"), TestContext.Current.CancellationToken)));
        Assert.Contains("7 runs, 7 done.", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Run 1 of", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_two_studies_have_in_common_is_run_once()
    {
        Assert.Equal(0, (await studies.ReproduceAsync("fig6")).ExitCode);

        var next = await studies.ReproduceAsync("table10 fig6");

        Assert.Equal(0, next.ExitCode);
        Assert.Contains("8 runs, 3 done.", next.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("points-js, seed 0.", next.Error, StringComparison.Ordinal);
        Assert.Equal(8, Directory.GetDirectories(studies.Runs, "points-*").Length);
    }

    [Fact]
    public async Task A_run_of_another_name_and_the_same_settings_is_taken()
    {
        Assert.Equal(0, (await studies.ReproduceAsync("fig5")).ExitCode);
        Directory.Move(Path.Combine(studies.Runs, "points-forward-kl-not-normalised-seed0"), Path.Combine(studies.Runs, "mine"));

        Assert.Contains("2 runs, 2 done.", (await studies.ReproduceAsync("fig5", "--plan")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_tells_how_long_it_takes_and_runs_nothing()
    {
        var plan = await studies.ReproduceAsync("table2 table10", "--plan");

        Assert.Equal(0, plan.ExitCode);
        Assert.Matches(@"points-forward-kl-without-gan +0 +\d+ ", plan.Out);
        Assert.Matches(@"11 runs, 0 done\. About .* left\.", plan.Out);
        Assert.False(Directory.Exists(studies.Output));
    }

    [Fact]
    public async Task A_run_that_fails_is_told_and_the_others_go_on()
    {
        var taken = Path.Combine(studies.Runs, "points-js-seed0");
        Directory.CreateDirectory(taken);
        await File.WriteAllTextAsync(Path.Combine(taken, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        var run = await studies.ReproduceAsync("fig6");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("points-js, seed 0 failed; the others continue.", run.Error, StringComparison.Ordinal);
        Assert.Contains("exists already", run.Error, StringComparison.Ordinal);
        Assert.Contains("Run 3 of 3: points-forward-kl, seed 0.", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"JS +0 of 1 +–", run.Out);
    }

    [Fact]
    public async Task Other_settings_in_the_same_folder_are_refused_by_name()
    {
        Assert.Equal(0, (await studies.ReproduceAsync("fig5")).ExitCode);

        var other = await studies.ReproduceAsync("fig5", "--set", "training.batch=8");

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("training.batch: was '16', is '8'", other.Error, StringComparison.Ordinal);
        Assert.Contains("--output", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_the_divergences_need_neither_runs_nor_scale_and_are_the_papers()
    {
        var tables = await Invocation.OfAsync("reproduce", "table1", "table6", "--output", studies.Output);

        Assert.True(tables.ExitCode == 0, tables.Error);
        Assert.Equal(2, tables.Out.Split("Every entry is the paper's.").Length - 1);
        Assert.All(tables.Lines, line => Assert.True(line.Contains(studies.Output, StringComparison.Ordinal) || line.TrimEnd().Length <= 80, line));
        Assert.Contains("| Jeffreys ", await File.ReadAllTextAsync(Path.Combine(studies.Output, "table6.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reproduce tabel2 --scale points", "There is nothing called 'tabel2' to reproduce; did you mean 'table2'?")]
    [InlineData("reproduce table2", "--scale is missing: how large is table2 to be? There are: points, digits, tiny-t2i, full.")]
    [InlineData("reproduce table2 --scale digit", "There is no scale 'digit'; did you mean 'digits'?")]
    [InlineData("reproduce table4 --scale digits", "table4 is of text to image, and the scale 'digits' has none. Scales that have: tiny-t2i, full.")]
    [InlineData("reproduce table2 --scale points --seeds ,", "--seeds: found no number, expected numbers and ranges such as 0,1,5-9.")]
    [InlineData("reproduce table2 --scale full", "teacher.checkpoint: there is no file or folder")]
    public async Task What_cannot_be_reproduced_is_refused_with_the_way_out(string commandLine, string message)
    {
        var refused = await Invocation.OfAsync([.. commandLine.Split(' '), "--output", studies.Output]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, string.Join(' ', refused.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task A_study_that_was_stopped_or_killed_goes_on_and_finds_the_same_numbers(string signal, int exitCode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        const int Iterations = 400;
        using var whole = new SmallStudies();
        using (var process = new FdistillProcess(["reproduce", "fig5", .. SmallStudies.Options(studies.Output, Iterations)]))
        {
            await process.UntilAsync("Run 1 of 2");
            await process.UntilItTrainsAsync();
            process.Signal(signal);
            Assert.Equal(exitCode, await process.ExitCodeAsync());
        }

        foreach (var output in new[] { studies.Output, whole.Output })
        {
            var run = await Invocation.OfAsync(["reproduce", "fig5", .. SmallStudies.Options(output, Iterations)]);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        Assert.Equal(Measured(whole), Measured(studies));
    }

    /// <summary>What was measured of the students, their speed left out.</summary>
    private static IEnumerable<string> Measured(SmallStudies of) => Directory.GetFiles(of.Runs, "evaluation.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllLines).Where(line => !line.Contains("msPerImage", StringComparison.Ordinal));
}
