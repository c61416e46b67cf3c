using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Evaluations;

public sealed class TeacherEvaluationTests(DigitsRun run) : IClassFixture<DigitsRun>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Rows => Path.Combine(folder.Path, "teacher-rows.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_teacher_s_rows_are_recorded_for_runs_that_distill_it()
    {
        var measured = await Evaluate("""evaluation.teacherSamplers=[{"steps":2},{"sampler":"euler","steps":2,"churn":1}]""");
        Assert.True(measured.ExitCode == 0, measured.Error);
        Assert.Contains("teacher, heun 2 ", measured.Out, StringComparison.Ordinal);
        Assert.Contains("teacher, euler 2, churn 1 ", measured.Out, StringComparison.Ordinal);
        Assert.Contains("Latency", measured.Out, StringComparison.Ordinal);

        string[] settings = ["training.iterations=1", "training.batch=2", "evaluation.samples=4", $"evaluation.teacherRows={Rows}", """evaluation.metrics=[{"use":"frechet"}]"""];
        var distilled = await Invocation.OfAsync(["run", run.RunFile, "--output", Path.Combine(folder.Path, "run"), .. settings.SelectMany(one => new[] { "--set", one })]);
        Assert.True(distilled.ExitCode == 0, distilled.Error);
        Assert.Contains("Recorded when the teacher was trained, on 4 samples", Unwrapped(distilled.Out), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""evaluation.teacherSamplers=[{"sampler":"ddim"}]""", "the teacher has no sampler 'ddim'; there are heun, euler")]
    [InlineData("""evaluation.teacherSamplers=[{"eta":0.5}]""", "evaluation.teacherSamplers[0]: the sampler 'heun' takes no eta")]
    [InlineData("""evaluation.prompts={"use":"prompts","file":"prompts.txt"}""", "evaluation.prompts: this teacher is not asked by captions")]
    public async Task What_the_teacher_cannot_do_is_told_before_anything_is_measured(string setting, string message)
    {
        var prompts = Path.Combine(folder.Path, "prompts.txt");
        await File.WriteAllTextAsync(prompts, "a thick seven\n", TestContext.Current.CancellationToken);
        var refused = await Evaluate(setting.Replace("prompts.txt", prompts, StringComparison.Ordinal));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, Unwrapped(refused.Error), StringComparison.Ordinal);
        Assert.False(File.Exists(Rows));
    }

    [Fact]
    public async Task Steps_are_named_in_one_place()
    {
        var refused = await Evaluate("evaluation.teacherSteps=[2]", "evaluation.teacherSamplers=[]");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("leave out one of them", Unwrapped(refused.Error), StringComparison.Ordinal);
    }

    private Task<Invocation> Evaluate(params string[] settings)
    {
        string[] all = ["evaluation.teacherRows=null", """evaluation.metrics=[{"use":"frechet"},{"use":"latency","warmUp":1,"samples":2}]""", .. settings];
        return Invocation.OfAsync(["evaluate", "teacher", run.RunFile, Rows, "--samples", "4", .. all.SelectMany(one => new[] { "--set", one })]);
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
