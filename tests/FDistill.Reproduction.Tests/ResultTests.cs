using FDistill.Engine.Evaluation;
using FDistill.Metrics;
using FDistill.Reproduction.Results;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Tests;

public sealed class ResultTests
{
    private static readonly EvaluationColumn Distance = new(new MetricColumn("frechet", "Fréchet distance") { Better = Better.Lower, Decimals = 1 });
    private static readonly EvaluationColumn Recall = new(new MetricColumn("recall", "Recall") { Better = Better.Higher });

    [Fact]
    public void Seeds_are_told_by_their_mean_and_standard_deviation()
    {
        Assert.Equal("2.0 ± 1.0", new Spread([1, 2, 3]).Text(Distance));
        Assert.Equal("40.0", new Spread([40]).Text(Distance));
        Assert.Equal("0.0030 ± 0.0010", new Spread([0.002, 0.003, 0.004]).Text(Distance));
    }

    [Fact]
    public void A_row_is_better_where_every_seed_is_and_else_within_the_spread()
    {
        Spread baseline = new([5, 6, 7]);
        Assert.Equal("better", SeedComparison.Of(new Spread([2, 3, 4]), baseline, Distance));
        Assert.Equal("worse", SeedComparison.Of(new Spread([8, 9, 10]), baseline, Distance));
        Assert.Equal("better", SeedComparison.Of(new Spread([8, 9, 10]), baseline, Recall));
        Assert.Equal("within", SeedComparison.Of(new Spread([2, 3, 5.5]), baseline, Distance));
        Assert.Equal("", SeedComparison.Of(new Spread([2]), baseline, Distance));
        Assert.Equal("", SeedComparison.Of(new Spread([2, 3]), null, Distance));
    }

    [Theory]
    [InlineData(2, "one pair in 3")]
    [InlineData(3, "one pair in 10")]
    [InlineData(5, "one pair in 11")]
    public void The_rule_says_how_often_chance_alone_separates_rows(int seeds, string chance) =>
        Assert.Contains(chance, SeedComparison.Rule(seeds), StringComparison.Ordinal);

    [Fact]
    public void More_seeds_may_overlap_and_still_tell_two_rows_apart()
    {
        Spread lower = new([1, 2, 3, 4, 5.5]), upper = new([5, 6, 7, 8, 9]), mixed = new([3, 4, 5, 6, 7]);
        Assert.Equal("better", SeedComparison.Of(lower, upper, Distance));
        Assert.Equal("worse", SeedComparison.Of(upper, lower, Distance));
        Assert.Equal("within", SeedComparison.Of(lower, mixed, Distance));
    }

    [Fact]
    public void The_papers_order_is_counted_pair_by_pair()
    {
        RowResult[] rows = [Row("a", 1, 10, 11), Row("b", 2, 20, 21), Row("c", 3, 15, 25), Row("d", 3, 5, 6)];

        var order = PaperOrder.Of(rows, "frechet", PaperColumns.Fid);

        // Pairs but for (c, d), which the paper has alike: ab, ac, bc?, ad, bd. b and c have means 20.5 and 20.
        Assert.Equal((5, 2, 4, 2), (order.Pairs, order.Alike, order.Separated, order.SeparatedAlike));
        Assert.Equal(["d", "a", "c", "b"], order.Ours);
        Assert.Equal(["a", "b", "c", "d"], order.Paper);
    }

    [Fact]
    public void Measures_that_the_paper_has_not_are_told_where_the_seeds_tell_rows_apart()
    {
        Variant first = new("a"), better = new("b"), alike = new("c");
        RowResult Measured(Variant variant, double quality) => new(
            StudyRow.Of($"row {variant.Name}", variant, first), [],
            [.. Enumerable.Range(0, 3).Select(seed => new EvaluationRow(EvaluationRow.StudentAfter, new Dictionary<string, double> { ["highQuality"] = quality + seed, ["modes"] = seed }) { Columns = [new("highQuality", "High quality") { Better = Better.Higher }] })]);
        var block = new StudyBlock(PaperData.Cifar10, [], []);
        var result = new BlockResult(block, Scales.All.Single(scale => scale.Name == "points"), [Measured(first, 1), Measured(better, 7), Measured(alike, 2)]);

        Assert.Equal("By the same rule, High quality beside row a: row b better.", Assert.Single(FurtherDifferences.Of(result)));
    }

    [Fact]
    public void A_table_in_Markdown_reads_as_plain_text()
    {
        const string Expected =
            "| run     |   n |\n"
            + "|---------|----:|\n"
            + "| a \\| b  | 1.5 |\n"
            + "| another | 100 |\n";
        Assert.Equal(Expected, MarkdownTable.Render(["run", "n"], [["a | b", "1.5"], ["another", "100"]]));
    }

    private static RowResult Row(string name, double paper, params double[] ours) => new(
        StudyRow.Of(name, new Variant(name), baseline: null, (PaperColumns.Fid, paper)), [],
        [.. ours.Select(value => new EvaluationRow(EvaluationRow.StudentAfter, new Dictionary<string, double> { ["frechet"] = value }))]);
}
