using System.Globalization;
using FDistill.Engine.Training.Loop;

namespace FDistill.Reports.Charts;

/// <summary>The charts that show how a run went: those of a distillation, then one for every other measure.</summary>
public static class RunCharts
{
    /// <summary>Of how many measured iterations, up to the last, the
    /// mean is shown where a chart has no axis of time.</summary>
    private const int LastTurns = 100;

    private const string RatioBin = "ratioBin", CalibrationBin = "calibrationBin", MatchingLossBin = "matchingLossBin";

    private static readonly string[] BinPrefixes = [RatioBin, CalibrationBin, MatchingLossBin];

    private static readonly string[] Charted =
    [
        Measures.MatchingLoss, Measures.AdversarialLoss, Measures.HeadLoss, Measures.FakeScoreLoss, Measures.MeanWeight, Measures.MinWeight,
        Measures.MaxWeight, Measures.MeanRatio, Measures.EffectiveSampleShare, Measures.ClampedShare, Measures.StudentGradientNorm,
        Measures.FakeScoreGradientNorm, Measures.HeadGradientNorm, Measures.GradientPenalty, Measures.LogRatioSpread, Measures.ScoreDifference,
        Measures.FakeScoreError, Measures.GradientCosine, MetricsEntry.Seconds,
    ];

    /// <summary>Makes the charts for which there are measures.</summary>
    /// <param name="history">The run's measures.</param>
    /// <param name="course">What was measured of its samples over the iterations.</param>
    public static IReadOnlyList<Chart> Of(IReadOnlyList<MetricsEntry> history, IReadOnlyList<MetricsEntry> course)
    {
        ArgumentNullException.ThrowIfNull(history);
        Chart[] charts =
        [
            .. Course(course),
            MatchingLoss(history), AdversarialLosses(history), FakeScoreLoss(history), FakeScoreError(history), ScoreDifference(history),
            Weight(history), Ratio(history), Shares(history), Spread(history), Calibration(history), RatioBins(history), LossBins(history), Gradients(history),
            GradientNorms(history), Penalty(history), .. OtherCharts.Of(history, Uncharted(history)),
        ];
        return [.. charts.Where(chart => !chart.IsEmpty)];
    }

    private static IEnumerable<string> Uncharted(IReadOnlyList<MetricsEntry> history) => history.SelectMany(entry => entry.Values.Keys).Distinct()
        .Except(Charted).Where(name => !BinPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Before and after stand in the table: only what was measured on the way makes a curve.</summary>
    private static IEnumerable<Chart> Course(IReadOnlyList<MetricsEntry> course) => course.Count < 3 ? []
        : EvaluationCharts.Columns(course).Select(column => EvaluationCharts.Of(column, [Series.Of("samples", course, column.Name) with { IsFunction = true }]));

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

    private static Chart FakeScoreError(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Does the fake score keep up?",
        Caption = "Its squared error in denoising the student's samples, over the teacher's. Below 1 it knows them better than the teacher does; about 1 is where a student ends that has the teacher's distribution; far above, it lags behind.",
        YLabel = "error ÷ teacher's",
        Logarithmic = true,
        Lines = [Series.Of("fake score", history, Measures.FakeScoreError)],
        Reference = ("teacher", 1),
    };

    private static Chart ScoreDifference(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Score difference",
        Caption = "Root mean square of D_p − D_q on the student's samples: how far teacher and fake score are apart.",
        YLabel = "difference",
        Logarithmic = true,
        Lines = [Series.Of("difference", history, Measures.ScoreDifference)],
    };

    private static Chart Spread(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Spread of the ratio",
        Caption = "Standard deviation of log r over each batch. At 0 the head tells no samples apart, and every h is reverse-KL's.",
        YLabel = "spread of log r",
        Logarithmic = true,
        Lines = [Series.Of("spread", history, Measures.LogRatioSpread)],
    };

    private static Chart Gradients(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Do the losses agree?",
        Caption = "Cosine between the gradients of adversarial and matching loss with respect to the student's samples: 1 where both pull the same way, −1 where they oppose each other.",
        YLabel = "cosine",
        Lines = [Series.Of("cosine", history, Measures.GradientCosine)],
        Reference = ("at right angles", 0),
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
        Bars = ByBin(history, RatioBin, turns: 1),
        Reference = ("exact", 1),
    };

    private static Chart Calibration(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Calibration of the head",
        Caption = "Mean of r over the student's samples of the last hundred iterations in each time bin, from little noise to much. E_q[r] = 1 for an exact ratio.",
        XLabel = "time bin",
        YLabel = "mean of r",
        Bars = ByBin(history, CalibrationBin, LastTurns),
        Reference = ("exact", 1),
    };

    private static Chart LossBins(IReadOnlyList<MetricsEntry> history) => new()
    {
        Title = "Matching loss by noise level",
        Caption = "Mean over the last hundred iterations in each time bin, from little noise to much.",
        XLabel = "time bin",
        YLabel = "loss",
        Bars = ByBin(history, MatchingLossBin, LastTurns),
    };

    /// <summary>The mean of each bin over the last iterations that report
    /// bins; 0, no bar, where a bin had no samples in any of them.</summary>
    private static double[] ByBin(IReadOnlyList<MetricsEntry> history, string prefix, int turns)
    {
        var last = history.Reverse().Select(entry => Bins(entry, prefix)).Where(bins => bins.Count > 0).Take(turns)
            .SelectMany(bins => bins).ToLookup(bin => bin.Number, bin => bin.Value);
        return last.Count == 0 ? [] : [.. Enumerable.Range(0, 1 + last.Max(bin => bin.Key)).Select(bin => last[bin].DefaultIfEmpty().Average())];
    }

    private static List<(int Number, double Value)> Bins(MetricsEntry entry, string prefix) =>
        [.. entry.Values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => (int.Parse(pair.Key.AsSpan(prefix.Length), CultureInfo.InvariantCulture), pair.Value))];
}
