using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 2: six divergences on CIFAR-10.</summary>
internal static class Table2
{
    /// <summary>The rows of f-distill, which Table 7 repeats.</summary>
    public static IReadOnlyList<StudyRow> Divergences { get; } =
    [
        StudyRow.Of("reverse-KL (DMD2)", ReverseKl, ReverseKl, (Fid, 2.13), (Recall, 0.60)),
        StudyRow.Of("softened RKL", SoftenedReverseKl, ReverseKl, (Fid, 2.21), (Recall, 0.60)),
        StudyRow.Of("squared Hellinger", SquaredHellinger, ReverseKl, (Fid, 1.99), (Recall, 0.63)),
        StudyRow.Of("JS", JensenShannon, ReverseKl, (Fid, 2.00), (Recall, 0.62)),
        StudyRow.Of("Jeffreys", Jeffreys, ReverseKl, (Fid, 2.05), (Recall, 0.62)),
        StudyRow.Of("forward-KL", ForwardKl, ReverseKl, (Fid, 1.92), (Recall, 0.62)),
    ];

    /// <summary>The student of the GAN term alone.</summary>
    public static StudyRow Adversarial { get; } = StudyRow.Of("adversarial distillation", AdversarialOnly, ReverseKl, (Fid, 2.60));

    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table2", "Table 2: divergences on CIFAR-10", "Does a less mode-seeking divergence make a better student than reverse-KL?")
    {
        Blocks = [new(PaperData.Cifar10, [Fid, Recall], [StudyRow.Teacher("EDM teacher, NFE 35", "1", (Fid, 1.79), (Recall, 0.63)), Adversarial, .. Divergences])],
    };
}
