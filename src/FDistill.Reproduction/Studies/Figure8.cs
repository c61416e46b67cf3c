using FDistill.Engine.Training.Loop;
using FDistill.Hosting.Figures;
using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Fig. 8: whose features the discriminator sees.</summary>
internal static class Figure8
{
    private static readonly Variant Trained = JensenShannon.With("features-of-trained-fake-score", "training.discriminator.features=fakeScoreTrained");
    private static readonly Variant Frozen = JensenShannon.With("features-of-fake-score", "training.discriminator.features=fakeScore");

    /// <summary>The study.</summary>
    public static Study Study { get; } = new("fig8", "Fig. 8: features of the discriminator", "Is a head on the frozen teacher's features better than one on the fake score's?")
    {
        Blocks =
        [
            new(PaperData.Cifar10, [Fid, Recall],
            [
                StudyRow.Of("teacher's, frozen (f-distill)", JensenShannon, Trained),
                StudyRow.Of("fake score's, trained along (DMD2)", Trained, Trained),
                StudyRow.Of("fake score's, not trained by the head", Frozen, Trained),
            ]),
        ],
        Curves = [new StudyCurve(Measures.HeadLoss, "Head's loss", "2 ln 2, about 1.39, where the head cannot tell real samples from generated ones.")],
        Figures = [FigureKind.Progress],
        Remark = "The paper shows curves and no numbers, and does not name the divergence; here it is JS. Rows are compared with DMD2's choice.",
    };
}
