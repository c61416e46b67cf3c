using System.Text.RegularExpressions;
using System.Xml.Linq;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Training.Loop;
using FDistill.Images;
using FDistill.Metrics;
using FDistill.Reports.Charts;
using FDistill.Tests.Shared;

namespace FDistill.Reports.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_page_needs_nothing_from_outside()
    {
        var page = HtmlReport.Render(Content());
        Assert.DoesNotMatch(new Regex("""(src|href)="(?!data:)|url\(|@import|<script|<link"""), page);
    }

    [Fact]
    public void Every_picture_has_a_description_and_can_be_read_back()
    {
        var page = HtmlReport.Render(Content());
        var image = Regex.Match(page, """<img src="data:image/png;base64,([^"]+)" width="2" height="1" alt="([^"]+)">""");
        Assert.Equal([7, 9], Png.Decode(Convert.FromBase64String(image.Groups[1].Value)).Pixels);
        Assert.Equal("Teacher: 18 Heun steps.", image.Groups[2].Value);
    }

    [Fact]
    public void Texts_of_the_run_are_no_markup() =>
        Assert.Contains("&lt;b&gt; &amp; co", HtmlReport.Render(Content() with { Name = "<b> & co" }));

    [Fact]
    public void The_table_shows_rows_and_what_is_recorded()
    {
        var page = HtmlReport.Render(Content());
        Assert.Contains("<td>17.7</td>", page);
        Assert.Contains("Distance&nbsp;<span class=\"better\">↓</span>", page);
        Assert.Matches(new Regex("teacher, 35 evaluations <span class=\"recorded\">recorded</span>"), page);
        Assert.Contains("934.0 →", page);
    }

    [Fact]
    public void The_document_is_well_formed()
    {
        var page = HtmlReport.Render(Content());
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)];
        var wellFormed = Regex.Replace(body, "<img([^>]*)>", "<img$1/>").Replace("&nbsp;", " ");
        Assert.Equal("body", XDocument.Parse(wellFormed).Root!.Name.LocalName);
    }

    [Fact]
    public void A_run_without_evaluation_or_measures_has_a_report_all_the_same()
    {
        var page = HtmlReport.Render(new ReportContent { Name = "empty", Summary = "Nothing.", Configuration = "{}" });
        Assert.DoesNotContain("<svg", page);
        Assert.DoesNotContain("<table", page);
    }

    [Fact]
    public void There_is_a_chart_for_every_measure_and_no_empty_one()
    {
        Assert.Equal(["Matching loss", "Discriminator", "Ratio by noise level", "My own measure"], RunCharts.Of(History(), []).Select(chart => chart.Title));
        Assert.Empty(RunCharts.Of([], []));
    }

    [Fact]
    public void What_was_measured_on_the_way_is_a_curve_and_before_and_after_alone_are_none()
    {
        IReadOnlyList<MetricsEntry> course = [.. new[] { (0, 934.0), (50, 60), (100, 17.7) }.Select(point => new MetricsEntry(point.Item1, new Dictionary<string, double> { ["frechet"] = point.Item2 }))];
        Assert.Equal([934, 60, 17.7], Assert.Single(Assert.Single(RunCharts.Of([], course)).Lines).Points.Select(point => point.Y));
        Assert.Empty(RunCharts.Of([], [course[0], course[2]]));
        Assert.Contains("before, on the way and after", HtmlReport.Render(Content() with { Course = course }));
    }

    [Fact]
    public void The_measures_that_are_charted_first_are_those_whose_columns_say_so_each_on_the_axis_that_it_says()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        IReadOnlyList<MetricColumn> columns = [new("b", "B") { ChartOrder = 2 }, new("e", "E") { ChartOrder = 1, Logarithmic = true }];
        IReadOnlyList<MetricsEntry> course = [.. Enumerable.Range(0, 3).Select(iteration => new MetricsEntry(iteration, names.ToDictionary(name => name, _ => 1.0)) { Columns = iteration == 1 ? columns : [] })];
        Assert.Equal([("E", true), ("B", false), ("a", false), ("c", false)], RunCharts.Of([], course).Select(chart => (chart.Title, chart.Logarithmic)));
    }

    [Fact]
    public void A_measure_that_is_not_positive_is_drawn_on_a_linear_axis()
    {
        var chart = new Chart { Title = "t", Caption = "c", YLabel = "y", Logarithmic = true, Lines = [new Series("a", [new(1, 0), new(2, 4)])] };
        Assert.Contains(">0</text>", SvgChart.Render(chart));
    }

    [Fact]
    public void A_long_run_s_lines_stay_short()
    {
        var chart = new Chart { Title = "t", Caption = "c", YLabel = "y", Lines = [new Series("a", [.. Enumerable.Range(1, 100_000).Select(k => new Point(k, k % 7))])] };
        Assert.InRange(SvgChart.Render(chart).Length, 1000, 8000);
    }

    [Fact]
    public void Failures_that_began_are_told_with_what_to_try()
    {
        var failing = Enumerable.Range(1, 60).Select(turn => new MetricsEntry(turn, new Dictionary<string, double> { [Measures.FakeScoreError] = 1.4 }));
        Assert.Matches("Iteration 50</b>: the fake score lags behind.+1.40.+Try a larger", HtmlReport.Render(Content() with { History = [.. failing] }));
        Assert.DoesNotContain("Warnings", HtmlReport.Render(Content()));
    }

    [Fact]
    public void A_bin_without_samples_is_a_gap_and_hides_no_bin_behind_it()
    {
        var turns = new[] { (0, 0.5), (2, 1.5), (0, 1.5) }.Select((bin, turn) => new MetricsEntry(turn + 1, new Dictionary<string, double> { [Measures.CalibrationBin(bin.Item1)] = bin.Item2 }));
        Assert.Equal([1, 0, 1.5], Assert.Single(RunCharts.Of([.. turns], [])).Bars);
    }

    private static ReportContent Content() => new()
    {
        Name = "digits",
        Summary = "A run.",
        Pictures = [new ReportPicture("Teacher", "18 Heun steps.", new Raster(2, 1, 1, [7, 9]))],
        Table = new EvaluationTable(
        [
            new(EvaluationRow.StudentBefore, new Dictionary<string, double> { ["frechet"] = 934 }) { Columns = [new("frechet", "Distance") { Better = Better.Lower, Decimals = 1 }] },
            new(EvaluationRow.StudentAfter, new Dictionary<string, double> { ["frechet"] = 17.7 }),
            new(EvaluationRow.Teacher(18), new Dictionary<string, double> { ["frechet"] = 4.7 }, Recorded: true),
        ], "A note."),
        History = History(),
        Facts = [new ReportFacts("Parts", [new("divergence", "js")])],
        Configuration = "{ \"seed\": 0 }",
    };

    private static MetricsEntry[] History() =>
    [
        new(1, new Dictionary<string, double> { [Measures.HeadLoss] = 1.4, [Measures.RatioBin(0)] = 1, [Measures.RatioBin(1)] = 0.9 }),
        new(2, new Dictionary<string, double> { [Measures.HeadLoss] = 1.2, [Measures.MatchingLoss] = 0.3, ["myOwnMeasure"] = 2, ["constant"] = 1 }),
        new(3, new Dictionary<string, double> { [Measures.MatchingLoss] = 0.2, ["myOwnMeasure"] = 1, ["constant"] = 1 }),
    ];
}
