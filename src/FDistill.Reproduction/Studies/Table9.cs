using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 9: HPSv2.</summary>
internal static class Table9
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table9", "Table 9: HPSv2", "Do people, as HPSv2 stands for them, prefer images of JS students?")
    {
        Blocks =
        [
            new(PaperData.Coco, [HpsAnime, HpsPhoto, HpsConceptArt, HpsPaintings],
            [
                StudyRow.Published("SD 1.5, CFG 3", Hps(26.30, 27.56, 25.86, 26.08)),
                StudyRow.Published("SD 1.5, CFG 8", Hps(27.53, 28.46, 26.94, 26.83)),
                StudyRow.Teacher("teacher, no guidance", "1"),
                StudyRow.Teacher("teacher, CFG 1.75", "1.75"),
                StudyRow.Teacher("teacher, CFG 5", "5"),
                StudyRow.Published("InstaFlow", Hps(25.98, 26.32, 25.79, 25.93)),
                StudyRow.Published("SwiftBrush", Hps(26.91, 27.21, 26.32, 26.37)),
                StudyRow.Published("SwiftBrush v2", Hps(27.25, 27.62, 26.86, 26.77)),
                StudyRow.Of("reverse-KL (DMD2), CFG 1.75", LowReverseKl, LowReverseKl, Hps(26.20, 27.33, 25.82, 25.68)),
                StudyRow.Of("JS, CFG 1.75", LowJs, LowReverseKl, Hps(26.32, 27.71, 25.79, 25.81)),
                StudyRow.Of("reverse-KL (DMD2), CFG 5", HighReverseKl, HighReverseKl, Hps(26.52, 27.86, 26.25, 26.10)),
                StudyRow.Of("JS, CFG 5", HighJs, HighReverseKl, Hps(26.85, 27.98, 26.37, 26.34)),
            ]),
        ],
    };

    private static (string, double)[] Hps(double anime, double photo, double conceptArt, double paintings) =>
        [(HpsAnime, anime), (HpsPhoto, photo), (HpsConceptArt, conceptArt), (HpsPaintings, paintings)];
}
