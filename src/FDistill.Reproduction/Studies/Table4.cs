using static FDistill.Reproduction.Studies.PaperColumns;
using static FDistill.Reproduction.Studies.Variants;

namespace FDistill.Reproduction.Studies;

/// <summary>Table 4: text to image on MS-COCO, at two scales of guidance.</summary>
internal static class Table4
{
    /// <summary>The study.</summary>
    public static Study Study { get; } = new("table4", "Table 4: text to image, zero-shot MS-COCO", "Does JS make better text-to-image students than reverse-KL, at little guidance and at much?")
    {
        Blocks =
        [
            new(PaperData.Coco, [Fid, ClipScore, Latency],
            [
                StudyRow.Published("LDM", (Fid, 12.63), (Latency, 3.7)),
                StudyRow.Published("DALL-E 2", (Fid, 10.39), (Latency, 27)),
                StudyRow.Published("Imagen", (Fid, 7.27), (ClipScore, 0.28), (Latency, 9.1)),
                StudyRow.Published("eDiff-I", (Fid, 6.95), (ClipScore, 0.29), (Latency, 32.0)),
                StudyRow.Published("UniPC", (Fid, 19.57), (Latency, 0.26)),
                StudyRow.Published("Restart", (Fid, 13.16), (ClipScore, 0.299), (Latency, 3.40)),
                StudyRow.Published("SD 1.5, CFG 3, ODE, NFE 100", (Fid, 8.59), (ClipScore, 0.308), (Latency, 2.59)),
                StudyRow.Published("SD 1.5, CFG 2, SDE, NFE 200", (Fid, 7.21), (ClipScore, 0.301), (Latency, 10.25)),
                StudyRow.Teacher("teacher, no guidance", "1"),
                StudyRow.Teacher("teacher, CFG 1.75", "1.75"),
                StudyRow.Teacher("teacher, CFG 5", "5"),
                StudyRow.Published("StyleGAN-T", (Fid, 13.90), (ClipScore, 0.29), (Latency, 0.10)),
                StudyRow.Published("GigaGAN", (Fid, 9.09), (Latency, 0.13)),
                StudyRow.Published("SwiftBrush", (Fid, 16.67), (ClipScore, 0.29), (Latency, 0.09)),
                StudyRow.Published("SwiftBrush v2", (Fid, 8.14), (ClipScore, 0.32), (Latency, 0.06)),
                StudyRow.Published("HiPA", (Fid, 13.91), (Latency, 0.09)),
                StudyRow.Published("InstaFlow-0.9B", (Fid, 13.10), (Latency, 0.09)),
                StudyRow.Published("UFOGen", (Fid, 12.78), (Latency, 0.09)),
                StudyRow.Published("DMD", (Fid, 11.49), (Latency, 0.09)),
                StudyRow.Published("EMD", (Fid, 9.66), (Latency, 0.09)),
                StudyRow.Of("reverse-KL (DMD2), CFG 1.75", LowReverseKl, LowReverseKl, (Fid, 8.17), (ClipScore, 0.287), (Latency, 0.09)),
                StudyRow.Of("JS, CFG 1.75", LowJs, LowReverseKl, (Fid, 7.42), (ClipScore, 0.292), (Latency, 0.09)),
                StudyRow.Of("reverse-KL (DMD2), CFG 5", HighReverseKl, HighReverseKl, (Fid, 15.23), (ClipScore, 0.309), (Latency, 0.09)),
                StudyRow.Of("JS, CFG 5", HighJs, HighReverseKl, (Fid, 14.25), (ClipScore, 0.311), (Latency, 0.09)),
            ]),
        ],
        Remark = "The paper's latencies are seconds an image on an A100; scores that it quotes with an asterisk are of another CLIP model.",
    };
}
