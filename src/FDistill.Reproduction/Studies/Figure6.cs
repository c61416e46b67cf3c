using FDistill.Engine.Training.Loop;
using FDistill.Hosting.Figures;
using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Fig. 6: h against the difference of the scores.</summary>
internal static class Figure6
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("fig6", "Fig. 6: h against the difference of the scores", "Does h count those samples less whose scores differ most?")
    {
        Blocks =
        [
            new(PaperData.Cifar10, [Fid],
            [
                StudyRow.Of("reverse-KL (DMD2)", ReverseKl, ReverseKl),
                StudyRow.Of("JS", JensenShannon, ReverseKl),
                StudyRow.Of("forward-KL", ForwardKl, ReverseKl),
            ]),
        ],
        Curves = [new StudyCurve(Measures.EffectiveSampleShare, "Effective share of the batch", "(Σh)²/(N Σh²) over the iterations: 1 where all samples weigh alike.")],
        Figures = [FigureKind.ScoreDifference],
        Remark = "The paper shows curves and no numbers.",
    };
}
