using FDistill.Cli.Presentation;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting;

namespace FDistill.Cli.Tests.Presentation;

public sealed class ErrorReportTests
{
    [Fact]
    public void A_mistake_of_the_user_is_one_message_and_exit_code_2() => Assert.Equal((2, "fdistill: no such thing"), Tell(new UserException("no such thing")));

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_that_explains_itself_is_one_message_and_exit_code_1(Exception failure) => Assert.Equal((1, $"fdistill: {failure.Message}"), Tell(failure));

    [Fact]
    public void A_defect_is_reported_with_its_stack_trace_and_exit_code_1()
    {
        var (exitCode, text) = Tell(Assert.Throws<InvalidOperationException>(new Action(() => throw new InvalidOperationException("oops"))));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("fdistill: This is a defect of fdistill, not of your input.", text, StringComparison.Ordinal);
        Assert.Contains("   at FDistill.Cli.Tests", text, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Failures => [new InvalidDataException("the file is damaged"), new IOException("disk full"), new NonFiniteException("the loss is NaN")];

    private static (int ExitCode, string Text) Tell(Exception failure)
    {
        using var error = new StringWriter();
        var exitCode = new ErrorReport(new Terminal(TextWriter.Null, error, 80, IsInteractive: false), verbose: false).Report(failure);
        return (exitCode, error.ToString().Trim());
    }
}
