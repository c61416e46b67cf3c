using FDistill.Engine.Evaluation;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class EvaluationTableTests
{
    private static readonly EvaluationTable Table = new(
    [
        new("student", new Dictionary<string, double> { [EvaluationRow.MillisecondsPerImage] = 1.3, ["frechet"] = 1234.56 }),
        new("teacher", new Dictionary<string, double> { [EvaluationRow.MillisecondsPerImage] = 47, ["myMetric"] = 0.12345 }),
    ]);

    [Fact]
    public void Columns_are_all_values_with_the_time_last() =>
        Assert.Equal(["Fréchet distance", "myMetric", "ms per image"], Table.Columns.Select(column => column.Title));

    [Fact]
    public void Numbers_have_as_many_decimals_as_their_column()
    {
        Assert.Equal(["1,234.6", "–", "1.30"], Table.Columns.Select(column => column.Format(Table.Rows[0])));
        Assert.Equal(["–", "0.123", "47.00"], Table.Columns.Select(column => column.Format(Table.Rows[1])));
    }
}
