using static FDistill.Reproduction.Studies.PaperColumns;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 7: Table 2 among other methods.</summary>
internal static class Table7
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table7", "Table 7: CIFAR-10 with more baselines", "Where does f-distill stand among other models of CIFAR-10?")
    {
        Blocks =
        [
            new(PaperData.Cifar10, [Fid, Recall],
            [
                StudyRow.Published("DDPM, NFE 1000", (Fid, 3.17)),
                StudyRow.Published("LSGM, NFE 138", (Fid, 2.10)),
                StudyRow.Teacher("EDM teacher, NFE 35", "1", (Fid, 1.79), (Recall, 0.63)),
                StudyRow.Published("PFGM++, NFE 35", (Fid, 1.74)),
                StudyRow.Published("BigGAN", (Fid, 14.73)),
                StudyRow.Published("StyleSAN-XL", (Fid, 1.36)),
                Table2.Adversarial,
                StudyRow.Published("SiD, first of two", (Fid, 1.93)),
                StudyRow.Published("SiD, second of two", (Fid, 1.71)),
                StudyRow.Published("CTM", (Fid, 1.73)),
                StudyRow.Published("GDD", (Fid, 1.66)),
                StudyRow.Published("GDD-I", (Fid, 1.44)),
                .. Table2.Divergences,
            ]),
        ],
    };
}
