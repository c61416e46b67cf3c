using FDistill.Hosting.Figures;
using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>The numbers behind Fig. 5b, which has none: both stages of the
/// normalisation, with both kinds of time bins, and without.</summary>
internal static class Normalisation
{
    private const string NoFirst = "training.ratio.normalize=false", NoSecond = "training.normalizeWeight=false";

    /// <summary>The study.</summary>
    public static Study Study { get; } = new("normalisation", "Fig. 5b in numbers: the two stages of normalisation", "Does the two-stage normalisation help, and which time bins should it have?")
    {
        Blocks = [Block("forward-KL", ForwardKl), Block("JS", JensenShannon)],
        Figures = [FigureKind.Loss],
        Remark = "'Bins of t' are equal parts of the range of noise levels, 'bins of draws' hold equal shares of the drawn ones. The average of a bin of n samples counts n/(n + 8), "
            + "that of all samples the rest. The paper has no numbers for these.",
    };

    /// <summary>Both stages, the first over equal parts of the range of t.</summary>
    public static Variant SharesOfTime(Variant variant) => variant.With("bins-of-time", "training.ratio.binning=time");

    /// <summary>Both stages, the first over equal shares of the draws.</summary>
    public static Variant SharesOfDraws(Variant variant) => variant.With("bins-of-draws", "training.ratio.binning=draws");

    /// <summary>Neither stage.</summary>
    public static Variant None(Variant variant) => variant.With("not-normalised", NoFirst, NoSecond);

    private static StudyBlock Block(string label, Variant variant)
    {
        var none = None(variant);
        return new(PaperData.ImageNet64, [Fid, Recall],
        [
            StudyRow.Of($"{label}, both stages, bins of t", SharesOfTime(variant), none),
            StudyRow.Of($"{label}, both stages, bins of draws", SharesOfDraws(variant), none),
            StudyRow.Of($"{label}, stage 2 alone", variant.With("without-stage-1", NoFirst), none),
            StudyRow.Of($"{label}, neither", none, none),
        ]);
    }
}
