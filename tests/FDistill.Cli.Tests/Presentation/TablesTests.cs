using FDistill.Cli.Presentation;
using FDistill.Engine.Evaluation;

namespace FDistill.Cli.Tests.Presentation;

public sealed class TablesTests
{
    [Fact]
    public void The_table_of_an_evaluation_fits_eighty_columns_without_colour_and_marks_recorded_rows()
    {
        using var output = new StringWriter();
        var values = new Dictionary<string, double> { ["frechet"] = 17.66, ["precision"] = 0.91234, ["recall"] = 0.61, ["labelAccuracy"] = 0.92, [EvaluationRow.MillisecondsPerImage] = 1.296 };
        var table = new EvaluationTable(
            [new EvaluationRow("student, after", values), new EvaluationRow("teacher, 35 evaluations", values, Recorded: true)],
            "Recorded when the teacher was trained, on 10,000 samples; times on 2 threads of a long processor name.");

        new Tables(new Terminal(output, TextWriter.Null, 80, IsInteractive: false, HasColour: false)).Write(table);

        var text = output.ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.DoesNotContain('\u001b', text);
        Assert.Matches("student, after +17.7 +0.912 +0.610 +0.920 +1.30", text);
        Assert.Contains("teacher, 35 evaluations *", text, StringComparison.Ordinal);
        Assert.Contains("* Recorded when the teacher was trained", text, StringComparison.Ordinal);
    }
}
