using FDistill.Engine.Training;

namespace FDistill.Engine.Reports.Charts;

/// <summary>The charts that tell how a run went: those of a distillation, then one for every other measure.</summary>
public static class RunCharts
{
    private const string FrechetDistance = "frechet", BinPrefix = "ratioBin";

    private static readonly string[] Charted =
    [
        FrechetDistance, Measures.MatchingLoss, Measures.AdversarialLoss, Measures.HeadLoss, Measures.FakeScoreLoss, Measures.MeanWeight, Measures.MinWeight,
        Measures.MaxWeight, Measures.MeanRatio, Measures.EffectiveSampleShare, Measures.ClampedShare, Measures.StudentGradientNorm,
        Measures.FakeScoreGradientNorm, Measures.HeadGradientNorm, Measures.GradientPenalty, MetricsEntry.Seconds,
    ];

    /// <summary>Makes the charts for which there are measures.</summary>
    /// <param name="history">The run's measures.</param>
    public static IReadOnlyList<Chart> Of(IReadOnlyList<MetricsEntry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        Chart[] charts =
        [
            Frechet(history), MatchingLoss(history), AdversarialLosses(history), FakeScoreLoss(history),
            Weight(history), Ratio(history), Shares(history), RatioBins(history), GradientNorms(history), Penalty(history), .. OtherCharts.Of(history, Uncharted(history)),
        ];
        return [.. charts.Where(chart => !chart.IsEmpty)];
    }

    private static IEnumerable<string> Uncharted(IReadOnlyList<MetricsEntry> history) => history.SelectMany(entry => entry.Values.Keys).Distinct()
        .Except(Charted).Where(name => !name.StartsWith(BinPrefix, StringComparison.Ordinal));

    private static Chart Frechet(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Fréchet distance",
        Caption = "Between the student's samples and the reference images; smaller is better.",
        YLabel = "Fréchet distance",
        Logarithmic = true,
        Lines = [Series.Of("student", history, FrechetDistance)],
    };

    private static Chart MatchingLoss(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Matching loss",
        Caption = "Eq. 4 in x₀-space: how far teacher and fake score disagree on the student's samples, weighted by h.",
        YLabel = "loss",
        Logarithmic = true,
        Lines = [Series.Of("matching loss", history, Measures.MatchingLoss)],
    };

    private static Chart AdversarialLosses(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Discriminator",
        Caption = "A head that cannot tell real from generated has a loss of 2 ln 2 ≈ 1.39; the student's adversarial loss is then ln 2 ≈ 0.69.",
        YLabel = "loss",
        Lines = [Series.Of("head", history, Measures.HeadLoss), Series.Of("student", history, Measures.AdversarialLoss)],
        Reference = ("2 ln 2", 2 * Math.Log(2)),
    };

    private static Chart FakeScoreLoss(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Fake score",
        Caption = "Denoising loss on the student's samples: the fake score should keep up with the student.",
        YLabel = "loss",
        Logarithmic = true,
        Lines = [Series.Of("fake score", history, Measures.FakeScoreLoss)],
    };

    private static Chart Weight(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Weight h",
        Caption = "h(r) over each batch before it is divided by its mean: the mean, and the range from the smallest to the largest.",
        YLabel = "h(r)",
        Logarithmic = true,
        Lines = [Series.Of("mean", history, Measures.MeanWeight)],
        Band = ("min … max", Series.Of("smallest", history, Measures.MinWeight), Series.Of("largest", history, Measures.MaxWeight)),
    };

    private static Chart Ratio(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Density ratio",
        Caption = "Mean of r = p/q over each batch, before the normalisation by time bins. An exact ratio would have a mean of 1.",
        YLabel = "mean of r",
        Logarithmic = true,
        Lines = [Series.Of("mean of r", history, Measures.MeanRatio)],
        Reference = ("exact", 1),
    };

    private static Chart Shares(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Shares of the batch",
        Caption = "Effective: (Σh)²/(N Σh²), 1 where all samples weigh alike. Clamped: samples whose ratio met a clamp.",
        YLabel = "share",
        Lines = [Series.Of("effective", history, Measures.EffectiveSampleShare), Series.Of("clamped", history, Measures.ClampedShare)],
    };

    private static Chart GradientNorms(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Gradient norms",
        Caption = "Before clipping.",
        YLabel = "norm",
        Logarithmic = true,
        Lines =
        [
            Series.Of("student", history, Measures.StudentGradientNorm),
            Series.Of("fake score", history, Measures.FakeScoreGradientNorm),
            Series.Of("head", history, Measures.HeadGradientNorm),
        ],
    };

    private static Chart Penalty(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "R1",
        Caption = "The head's gradient penalty on real samples, before its weight.",
        YLabel = "penalty",
        Logarithmic = true,
        Lines = [Series.Of("R1", history, Measures.GradientPenalty)],
    };

    private static Chart RatioBins(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Ratio by noise level",
        Caption = "Average of r in each time bin at the end, from little noise to much: what the first normalisation divides by.",
        XLabel = "time bin",
        YLabel = "average of r",
        Bars = [.. Enumerable.Range(0, int.MaxValue).Select(bin => Last(history, Measures.RatioBin(bin))).TakeWhile(value => value is not null).Select(value => value!.Value)],
        Reference = ("exact", 1),
    };

    private static double? Last(IReadOnlyList<MetricsEntry> history, string measure)
    {
        for (var k = history.Count - 1; k >= 0; k--)
            if (history[k].Values.TryGetValue(measure, out var value)) return value;
        return null;
    }
}
