using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 3: ImageNet-64.</summary>
internal static class Table3
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table3", "Table 3: ImageNet-64", "Does a divergence of low variance, JS, make the best student of harder data?")
    {
        Blocks =
        [
            new(PaperData.ImageNet64, [Fid, Recall],
            [
                StudyRow.Teacher("EDM teacher, NFE 79", "1", (Fid, 2.35), (Recall, 0.68)),
                StudyRow.Published("RIN, NFE 1000", (Fid, 1.23)),
                StudyRow.Published("DisCo-Diff, NFE 623", (Fid, 1.22)),
                StudyRow.Published("BigGAN-deep", (Fid, 4.06), (Recall, 0.48)),
                StudyRow.Published("StyleGAN-XL", (Fid, 1.52), (Recall, 0.49)),
                StudyRow.Published("DSNO", (Fid, 7.83), (Recall, 0.61)),
                StudyRow.Published("iCT-deep", (Fid, 3.25), (Recall, 0.63)),
                StudyRow.Published("Moment Matching", (Fid, 3.00)),
                StudyRow.Published("DMD", (Fid, 2.62)),
                StudyRow.Published("ECM", (Fid, 2.49)),
                StudyRow.Published("TCM", (Fid, 2.20)),
                StudyRow.Published("EMD", (Fid, 2.20), (Recall, 0.59)),
                StudyRow.Published("CTM", (Fid, 1.92), (Recall, 0.57)),
                StudyRow.Published("SiD", (Fid, 1.52), (Recall, 0.63)),
                StudyRow.Published("GDD-I", (Fid, 1.16), (Recall, 0.60)),
                StudyRow.Of("adversarial distillation", AdversarialOnly, ReverseKl, (Fid, 1.88)),
                StudyRow.Of("reverse-KL (DMD2)", ReverseKl, ReverseKl, (Fid, 1.27), (Recall, 0.65)),
                StudyRow.Of("forward-KL", ForwardKl, ReverseKl, (Fid, 1.21), (Recall, 0.65)),
                StudyRow.Of("JS", JensenShannon, ReverseKl, (Fid, 1.16), (Recall, 0.66)),
            ]),
        ],
    };
}
