using FDistill.Hosting.Figures;
using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Fig. 11 to 13: samples at much guidance.</summary>
internal static class Figure11
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("fig11", "Fig. 11: samples at much guidance", "Do one-step students of a strongly guided teacher match it, and does JS draw more varied images than reverse-KL?")
    {
        Blocks =
        [
            new(PaperData.Coco, [Fid, ClipScore],
            [
                StudyRow.Teacher("teacher, CFG 5", "5"),
                StudyRow.Of("reverse-KL (DMD2), CFG 1.75", LowReverseKl, LowReverseKl, (Fid, 8.17), (ClipScore, 0.287)),
                StudyRow.Of("JS, CFG 1.75", LowJs, LowReverseKl, (Fid, 7.42), (ClipScore, 0.292)),
                StudyRow.Of("reverse-KL (DMD2), CFG 5", HighReverseKl, HighReverseKl, (Fid, 15.23), (ClipScore, 0.309)),
                StudyRow.Of("JS, CFG 5", HighJs, HighReverseKl, (Fid, 14.25), (ClipScore, 0.311)),
            ]),
        ],
        Figures = [FigureKind.Samples],
        Remark = "The figures are pictures; the numbers beside them are those of Table 4. The paper saw its students diverge at a guidance of 8.",
    };
}
