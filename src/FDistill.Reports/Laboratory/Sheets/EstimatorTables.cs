using FDistill.Reports.Laboratory.Testbed.Estimators;
using static FDistill.Reports.Laboratory.Sheets.TableNumbers;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>Bias and variance of the estimator's parts in tables.</summary>
internal static class EstimatorTables
{
    /// <summary>What is learned, by noise level; what that and the
    /// normalisation make of the gradient, by divergence.</summary>
    public static IEnumerable<LaboratoryTable> Of(EstimatorReport report)
    {
        yield return new(
            $"What is learned of a student that stands still, D = {report.Dimension}",
            ["sigma", "log r\nbias", "sd", "E_q[r]", "fake\nscore\nbias", "sd", "teacher", "s_p-s_q"],
            [.. report.Levels.Select(level => new[]
            {
                $"{Digits(level.From, 2)} to {Digits(level.To, 2)}", Decimals(level.Ratio.Bias, 3), Decimals(level.Ratio.Deviation, 3), Decimals(level.MeanRatio, 3),
                Decimals(level.FakeScore.Bias, 3), Decimals(level.FakeScore.Deviation, 3), Decimals(level.Teacher, 3), Decimals(level.Difference, 3),
            })],
            "The head's logit against log r, and its E_q[r], which is 1 for the true ratio; scores against the exact ones in units of the noise, sigma (s' - s) per coordinate, beside the difference that a distillation lives on. Bias: what networks of several seeds share; sd: what they do not.");
        if (report.Gradients.Count == 0) yield break;

        yield return new(
            "Bias of the gradient in degrees: ratio and scores exact",
            ["Divergence", "clamped", "stage 1", "stage 2", "both"],
            [.. report.Gradients.Select(row => Cells(row.Divergence, quality => Decimals(quality.Angle, 1), row.Clamped, row.StageOne, row.StageTwo, row.BothStages))],
            "Between the mean over batches and Theorem 1's own, unclamped. Stage 1 divides r by its average in its time bin, stage 2 h by its mean in the batch (Section 4).");
        yield return new(
            "Variance of the gradient: ratio and scores exact",
            ["Divergence", "Theorem\n1", "clamped", "stage 1", "stage 2", "both"],
            [.. report.Gradients.Select(row => Cells(row.Divergence, quality => Digits(quality.Variance, 3), row.Exact, row.Clamped, row.StageOne, row.StageTwo, row.BothStages))],
            "Of a batch's gradient, over the squared length of its mean.");
        yield return new(
            "The gradient with what is learned, both stages on",
            ["Divergence", "bias:\nratio", "score", "both", "var.:\nratio", "score", "both"],
            [.. report.Gradients.Select(row =>
                Cells(row.Divergence, quality => Decimals(quality.Angle, 1), row.LearnedRatio, row.LearnedScore, row.AllLearned)
                    .Concat(Cells("", quality => Digits(quality.Variance, 2), row.LearnedRatio, row.LearnedScore, row.AllLearned).Skip(1)).ToArray())],
            "Bias in degrees and variance as above, where the ratio is a head's, the student's score a fake score's, or both.");
    }

    private static string[] Cells(string name, Func<GradientQuality, string> text, params GradientQuality[] qualities) => [name, .. qualities.Select(text)];
}
