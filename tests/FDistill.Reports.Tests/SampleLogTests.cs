using FDistill.Engine.Training.Loop;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests;

public sealed class SampleLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sheets_are_drawn_at_the_start_every_so_many_iterations_and_at_the_end()
    {
        Run(from: 0, to: 25);
        Assert.Equal(["000000.png", "000010.png", "000020.png", "000025.png"], Sheets());
        Assert.Equal((3 * 4 + 2 * 2, 2 * 4 + 2), (Png.Decode(File.ReadAllBytes(folder.File("000010.png"))) is var sheet ? (sheet.Width, sheet.Height) : default));
    }

    [Fact]
    public void A_run_that_goes_on_draws_no_start() => Assert.Equal(["000020.png"], Run(from: 15, to: 20));

    private string[] Run(long from, long to)
    {
        var options = new ReportOptions { Rows = 2, Columns = 3, Scale = 1 };
        var sheet = new SampleSheet(new LabelledTeacher(), options, new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
        var log = new SampleLog(folder.Path, sheet, FunctionSampler.Noise, every: 10);
        log.Started(from, to);
        for (var iteration = from + 1; iteration <= to; iteration++) log.Iteration(new IterationReport(iteration, 0, new Dictionary<string, double>()));
        log.Finished(new RunOutcome(to, Completed: true, ""));
        return Sheets();
    }

    private string[] Sheets() => [.. Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)!).Order()];
}
