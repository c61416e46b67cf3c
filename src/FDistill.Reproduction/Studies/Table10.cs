using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 10: the student's loss without its GAN term.</summary>
internal static class Table10
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table10", "Table 10: without the GAN term", "Do the divergences keep their order where the student's loss has no GAN term?")
    {
        Blocks =
        [
            new(PaperData.Cifar10, [Fid],
            [
                StudyRow.Of("reverse-KL, without", ReverseKl.WithoutGan(), ReverseKl.WithoutGan(), (Fid, 4.07)),
                StudyRow.Of("JS, without", JensenShannon.WithoutGan(), ReverseKl.WithoutGan(), (Fid, 3.98)),
                StudyRow.Of("squared Hellinger, without", SquaredHellinger.WithoutGan(), ReverseKl.WithoutGan(), (Fid, 3.81)),
                StudyRow.Of("forward-KL, without", ForwardKl.WithoutGan(), ReverseKl.WithoutGan(), (Fid, 3.76)),
                StudyRow.Of("reverse-KL, with", ReverseKl, ReverseKl, (Fid, 2.13)),
                StudyRow.Of("JS, with", JensenShannon, ReverseKl, (Fid, 2.00)),
                StudyRow.Of("squared Hellinger, with", SquaredHellinger, ReverseKl, (Fid, 1.99)),
                StudyRow.Of("forward-KL, with", ForwardKl, ReverseKl, (Fid, 1.92)),
            ]),
            new(PaperData.Coco, [Fid],
            [
                StudyRow.Of("reverse-KL, without", LowReverseKl.WithoutGan(), LowReverseKl.WithoutGan(), (Fid, 9.54)),
                StudyRow.Of("JS, without", LowJs.WithoutGan(), LowReverseKl.WithoutGan(), (Fid, 9.10)),
                StudyRow.Of("reverse-KL, with", LowReverseKl, LowReverseKl, (Fid, 8.17)),
                StudyRow.Of("JS, with", LowJs, LowReverseKl, (Fid, 7.42)),
            ]),
        ],
    };
}
