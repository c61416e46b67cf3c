using FDistill.Engine.Evaluation;
using FDistill.Metrics;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class EvaluationTableTests
{
    private static readonly EvaluationTable Table = new(
    [
        new("student", new Dictionary<string, double> { [EvaluationRow.MillisecondsPerImage] = 1.3, ["distance"] = 1234.56 }),
        new("teacher", new Dictionary<string, double> { [EvaluationRow.MillisecondsPerImage] = 47, ["myMetric"] = 0.12345 }),
        new("another", new Dictionary<string, double> { ["distance"] = 7 }) { Columns = [new("distance", "The distance") { Decimals = 1 }] },
    ]);

    [Fact]
    public void Columns_are_all_values_with_the_time_last_and_those_that_no_row_declares_go_by_their_names() =>
        Assert.Equal(["The distance", "myMetric", "ms per image"], Table.Columns.Select(column => column.Title));

    [Fact]
    public void Numbers_have_as_many_decimals_as_their_column()
    {
        Assert.Equal(["1,234.6", "–", "1.30"], Table.Columns.Select(column => column.Format(Table.Rows[0])));
        Assert.Equal(["–", "0.123", "47.00"], Table.Columns.Select(column => column.Format(Table.Rows[1])));
    }

    [Fact]
    public void A_column_shows_its_unit_behind_its_title_and_which_way_is_better_as_an_arrow()
    {
        EvaluationColumn[] columns = [new(new MetricColumn("a", "Delay") { Unit = "ms", Better = Better.Lower }), new(new MetricColumn("b", "Share") { Better = Better.Higher }), new(new MetricColumn("c", "Mean"))];
        Assert.Equal([("Delay ms", "↓"), ("Share", "↑"), ("Mean", "")], columns.Select(column => (column.Title, column.Better)));
    }
}
