using FDistill.Cli.Presentation;
using FDistill.Engine.Evaluation;
using FDistill.Metrics;

namespace FDistill.Cli.Tests.Presentation;

public sealed class TablesTests
{
    [Fact]
    public void The_table_of_an_evaluation_fits_eighty_columns_without_colour_and_marks_recorded_rows()
    {
        using var output = new StringWriter();
        var values = new Dictionary<string, double> { ["frechet"] = 17.66, ["precision"] = 0.91234, ["recall"] = 0.61, ["labelAccuracy"] = 0.92, [EvaluationRow.MillisecondsPerImage] = 1.296 };
        IReadOnlyList<MetricColumn> columns = [new("frechet", "Fréchet distance") { Decimals = 1 }, new("labelAccuracy", "Label accuracy")];
        var table = new EvaluationTable(
            [new EvaluationRow("student, after", values) { Columns = columns }, new EvaluationRow("teacher, 35 evaluations", values, Recorded: true)],
            "Recorded when the teacher was trained, on 10,000 samples; times on 2 threads of a long processor name.");

        new Tables(new Terminal(output, TextWriter.Null, 80, IsInteractive: false)).Write(table);

        var text = output.ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.DoesNotContain('\u001b', text);
        Assert.Matches("student, after +17.7 +0.912 +0.610 +0.920 +1.30", text);
        Assert.Contains("teacher, 35 evaluations *", text, StringComparison.Ordinal);
        Assert.Contains("* Recorded when the teacher was trained", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_too_wide_goes_on_below_with_the_names_of_its_rows()
    {
        using var output = new StringWriter();
        string[] names = ["fid", "clipScore", "inBatchSimilarity", "hpsv2", "hpsv2Anime", "hpsv2ConceptArt", "hpsv2Paintings", "hpsv2Photo", "latencyMs", "latencyDecodedMs", EvaluationRow.MillisecondsPerImage];
        IReadOnlyList<MetricColumn> columns = [.. names.Select(name => new MetricColumn(name, $"What {name} is") { Better = Better.Lower, Decimals = 2 })];
        var values = names.Index().ToDictionary(name => name.Item, name => 11.11 * (name.Index + 1));

        new Tables(new Terminal(output, TextWriter.Null, 80, IsInteractive: false)).Write(new EvaluationTable([new EvaluationRow("teacher, ddpm 50, guidance 3", values) { Columns = columns }]));

        var text = output.ToString();
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.DoesNotContain('…', text);
        foreach (var name in names) Assert.Contains(EvaluationColumn.Of(name, columns).Format(new EvaluationRow("", values)), text, StringComparison.Ordinal);
        Assert.True(text.Split("teacher, ddpm 50, guidance 3").Length > 2, text);
    }
}
