using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 8: how alike images of one prompt are.</summary>
internal static class Table8
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table8", "Table 8: in-batch similarity", "Does JS draw more varied images of one prompt than reverse-KL, and more so at much guidance?")
    {
        Blocks =
        [
            new(PaperData.Coco, [Similarity],
            [
                StudyRow.Published("SD 1.5, CFG 3, ODE, NFE 50", (Similarity, 0.55)),
                StudyRow.Published("SD 1.5, CFG 8, ODE, NFE 50", (Similarity, 0.62)),
                StudyRow.Teacher("teacher, no guidance", "1"),
                StudyRow.Teacher("teacher, CFG 1.75", "1.75"),
                StudyRow.Teacher("teacher, CFG 5", "5"),
                StudyRow.Of("reverse-KL (DMD2), CFG 1.75", LowReverseKl, LowReverseKl, (Similarity, 0.50)),
                StudyRow.Of("JS, CFG 1.75", LowJs, LowReverseKl, (Similarity, 0.49)),
                StudyRow.Of("reverse-KL (DMD2), CFG 5", HighReverseKl, HighReverseKl, (Similarity, 0.67)),
                StudyRow.Of("JS, CFG 5", HighJs, HighReverseKl, (Similarity, 0.65)),
            ]),
        ],
        Remark = "The paper's numbers here are those of MS-COCO's prompts; on Parti's, from top to bottom: 0.70, 0.72, 0.42, 0.41, 0.60, 0.58.",
    };
}
