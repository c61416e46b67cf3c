using FDistill.Hosting.Figures;
using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Fig. 5: the variance of h, and the loss with and without the normalisation.</summary>
internal static class Figure5
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("fig5", "Fig. 5: variance of h, and the loss with and without normalisation", "How unevenly does each h weigh samples, and does the normalisation calm the loss?")
    {
        Blocks =
        [
            new(PaperData.ImageNet64, [Fid],
            [
                StudyRow.Of("forward-KL, normalised", Normalisation.SharesOfTime(ForwardKl), Normalisation.None(ForwardKl)),
                StudyRow.Of("forward-KL, not normalised", Normalisation.None(ForwardKl), Normalisation.None(ForwardKl)),
            ]),
        ],
        Figures = [FigureKind.Variance, FigureKind.Loss],
        Remark = "The paper shows curves and no numbers. The study 'normalisation' has more variants of it.",
    };
}
