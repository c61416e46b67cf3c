using FDistill.Divergences;
using FDistill.Engine.Numerics;
using FDistill.Engine.Training.Loop;
using FDistill.Plugins.Divergences;
using FDistill.Reports.Figures;
using FDistill.Reports.Laboratory;

namespace FDistill.Reports.Tests.Figures;

public sealed class FigureTests
{
    [Fact]
    public void Ranks_agree_whatever_the_shape_and_ties_share_theirs()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3], [1, 10, 1000])!.Value, tolerance: 1e-12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3], [9, 4, 1])!.Value, tolerance: 1e-12);
        Assert.Equal(Math.Sqrt(3) / 2, RankCorrelation.Of([1, 2, 3], [1, 1, 2])!.Value, tolerance: 1e-12);
        Assert.Null(RankCorrelation.Of([1, 2, 3], [5, 5, 5]));
    }

    [Theory]
    [InlineData(-1, "h falls as the score difference grows (rank correlation −1)")]
    [InlineData(1, "h grows with the score difference (rank correlation 1)")]
    [InlineData(0, "h is the same for all samples")]
    public void Figure_6_says_in_words_what_h_and_the_score_difference_have_to_do_with_each_other(int slope, string words)
    {
        var figure = ScoreDifferenceFigure.Of([("run", [.. Enumerable.Range(1, 200).Select(k => new SurveyedSample(k % 7, 0, 0, 1 + slope * k / 400.0, k))])]);
        Assert.StartsWith($"run: {words}", figure.Reading, StringComparison.Ordinal);
        Assert.Equal(slope == 0 ? null : slope, figure.Values["rankCorrelation"]);
        Assert.Equal(Enumerable.Range(1, 200).Select(k => 1 + slope * k / 400.0), figure.Charts!.Charts[1].Clouds[0].Points.Select(point => point.Y));
    }

    [Fact]
    public void Figure_6_puts_samples_in_the_order_of_their_score_difference()
    {
        var figure = ScoreDifferenceFigure.Of([("run", [.. Enumerable.Range(0, 100).Select(k => new SurveyedSample(1, 0, 0, k * 37 % 100, k * 37 % 100))])]);
        Assert.Equal(Enumerable.Range(0, 100).Select(k => (double)k), figure.Charts!.Charts[1].Clouds[0].Points.Select(point => point.Y));
    }

    [Fact]
    public void Figure_6_of_a_run_without_scores_is_refused() =>
        Assert.Contains("matches no scores", Assert.Throws<InvalidDataException>(() => ScoreDifferenceFigure.Of([("gan", [new(1, 0, 0, 1, double.NaN)])])).Message);

    [Fact]
    public void Figure_4_draws_f_prime_of_its_closed_form()
    {
        var slopes = ExtremesFigure.Of([Named("forward-kl", new ForwardKl())]).Charts!.Charts[0].Lines[0].Points;
        Assert.All(slopes, point => Assert.Equal(point.X, point.Y, tolerance: 1e-8));
        Assert.Equal(101, slopes.Count);
    }

    [Fact]
    public void Figure_5a_draws_the_variance_of_its_closed_form()
    {
        var figure = VarianceFigure.Of([Named("forward-kl", new ForwardKl()), Named("reverse-kl", new ReverseKl())]);
        Assert.All(figure.Charts!.Charts[0].Lines[0].Points, point => Assert.Equal(Math.Exp(point.X * point.X) - 1, point.Y, tolerance: 1e-6 * Math.Exp(point.X * point.X)));
        Assert.Empty(figure.Charts.Charts[0].Lines[1].Points);
        Assert.Contains("forward-kl: 53.598 at m = 2, high. reverse-kl: none, h is constant.", figure.Reading);
    }

    [Fact]
    public void Figure_3_tells_how_many_samples_count()
    {
        var figure = WeightFigure.Of([("run", Named("js", new JensenShannon()), [.. Enumerable.Range(0, 100).Select(k => new SurveyedSample(1, 0, k / 50.0 - 1, k < 50 ? 1 : 0, 1))])], []);
        Assert.Equal(0.5, figure.Values["effectiveSampleShare"]!.Value, tolerance: 1e-12);
        Assert.Equal(1, figure.Charts!.Charts[0].Histogram!.Shares.Sum(), tolerance: 1e-12);
        Assert.All(figure.Charts.Charts[0].Lines[0].Points, point => Assert.Equal(1 / (1 + Math.Exp(-point.X)), point.Y, tolerance: 1e-12));
    }

    [Fact]
    public void Figure_5b_tells_a_steady_loss_from_one_that_jumps_whatever_their_trends()
    {
        Variant Losses(string name, double jump) => new(name, [[.. Enumerable.Range(0, 100).Select(k =>
            new MetricsEntry(k, new Dictionary<string, double> { [Measures.MatchingLoss] = Math.Exp(-0.01 * k + (k % 2 == 0 ? jump : -jump)) }))]]);
        var values = LossFigure.Of([Losses("steady", 0.01), Losses("jumping", 1)]).Values;
        Assert.InRange(values["steady: fluctuation"]!.Value, 0.01, 0.03);
        Assert.InRange(values["jumping: fluctuation"]!.Value, 0.9, 1.2);
    }

    [Fact]
    public void Numbers_drawn_are_written_as_JSON()
    {
        var json = ExtremesFigure.Of([Named("js", new JensenShannon())]).ToJson();
        Assert.Equal("figure-4", (string)json["name"]!);
        Assert.Equal(0.5, (double)json["charts"]![1]!["lines"]![0]!["y"]![50]!, tolerance: 1e-12);
    }

    private static NamedWeight Named(string name, IDivergence divergence) => new(name, new WeightFunction(divergence));
}
