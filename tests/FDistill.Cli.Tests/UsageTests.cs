using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("qickstart", "There is no command 'qickstart'; did you mean 'quickstart'? There are: quickstart, run, reproduce, sample, export, evaluate, teacher, classifier, checkpoint, dataset, divergence, figure, lab, plugins, parts, schema, doctor. See 'fdistill --help'.")]
    [InlineData("", "A command is missing. There are: quickstart, run, reproduce, sample, export, evaluate, teacher, classifier, checkpoint, dataset, divergence, figure, lab, plugins, parts, schema, doctor. See 'fdistill --help'.")]
    [InlineData("plugins", "A command is missing. There are: list, add, remove, verify, trust. See 'fdistill plugins --help'.")]
    [InlineData("teacher trian x.json", "There is no command 'trian'; did you mean 'train'? There are: train, sample. See 'fdistill teacher --help'.")]
    [InlineData("run x.json --resum", "There is no option '--resum'; did you mean '--resume'? There are: --set, --seed, --device, --output, --resume, --dry-run, --max-time, --measure-teacher, --memory, --help, --verbose. See 'fdistill run --help'.")]
    [InlineData("run --resum", "There is no option '--resum'; did you mean '--resume'? There are: --set, --seed, --device, --output, --resume, --dry-run, --max-time, --measure-teacher, --memory, --help, --verbose. See 'fdistill run --help'.")]
    [InlineData("run a.json b.json", "'b.json' is one argument too many. See 'fdistill run --help'.")]
    [InlineData("run", "The argument <file> is missing. See 'fdistill run --help'.")]
    [InlineData("run x.json --seed three", "--seed: found 'three', expected a whole number. See 'fdistill run --help'.")]
    [InlineData("run x.json --set iterations", "--set takes key=value, as in --set training.iterations=100; found 'iterations'.")]
    [InlineData("sample runs --ema first", "--ema: found 'first', expected a number counted from 0, or none.")]
    [InlineData("sample runs --count 1.5", "--count: found '1.5', expected a whole number. See 'fdistill sample --help'.")]
    [InlineData("sample runs --count 0", "--count: found 0, expected at least 1.")]
    [InlineData("sample runs --labels a-b", "--labels: found 'a-b', expected numbers and ranges such as 0,1,5-9.")]
    public async Task A_wrong_command_line_is_answered_with_what_would_be_right_and_exit_code_2(string commandLine, string message)
    {
        var invocation = await Invocation.OfAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, invocation.ExitCode);
        Assert.Equal($"fdistill: {message}", Unwrapped(invocation.Error));
        Assert.All(invocation.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_run_file_with_mistakes_is_exit_code_2_and_all_mistakes_are_told_without_a_stack_trace()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("wrong.json", """
            {
              "trainig": {},
              "seed": "one"
            }
            """);

        var invocation = await Invocation.OfAsync("run", file);

        Assert.Equal(2, invocation.ExitCode);
        Assert.StartsWith("fdistill: 6 mistakes:", invocation.Error, StringComparison.Ordinal);
        Assert.Contains("wrong.json, line 2: trainig: there is no such key; did you mean 'training'?", Unwrapped(invocation.Error), StringComparison.Ordinal);
        Assert.Contains("wrong.json, line 3: seed: found 'one', expected a whole number", invocation.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_file_that_is_not_there_is_exit_code_2()
    {
        var invocation = await Invocation.OfAsync("run", "/nowhere/run.json");

        Assert.Equal((2, "fdistill: There is no run file /nowhere/run.json."), (invocation.ExitCode, invocation.Error.Trim()));
    }

    [Fact]
    public async Task Verbose_adds_the_stack_trace()
    {
        var invocation = await Invocation.OfAsync("run", "/nowhere/run.json", "--verbose");

        Assert.Contains("   at FDistill.Hosting.RunFiles", invocation.Error, StringComparison.Ordinal);
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
