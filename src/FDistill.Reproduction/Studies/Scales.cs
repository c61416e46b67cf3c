using FDistill.Engine.Evaluation;
using static FDistill.Reproduction.Studies.PaperColumns;

namespace FDistill.Reproduction.Studies;

/// <summary>The scales there are, the smallest first.</summary>
internal static class Scales
{
    private static readonly Dictionary<string, string> SmallMeasures = new() { [Fid] = "frechet", [Recall] = "recall" };

    private static readonly Dictionary<string, string> EdmTeacher = new() { ["1"] = EvaluationRow.Teacher(18) };

    /// <summary>All.</summary>
    public static IReadOnlyList<Scale> All { get; } =
    [
        new("points", "eight Gaussians on a ring in two dimensions, a teacher whose score is exact, distances between the points themselves",
            Of(new BaseRun("points", "reproduce/points.json"), PaperData.Cifar10, PaperData.ImageNet64), SmallMeasures)
        {
            Further = ["modes", "highQuality", "modeBalance"],
            Teachers = EdmTeacher,
        },
        new("digits", "MNIST's digits at 16x16 by class, a teacher of 0.7 million weights, distances in the features of a small classifier instead of Inception's",
            Of(new BaseRun("digits", "reproduce/digits.json"), PaperData.Cifar10, PaperData.ImageNet64), SmallMeasures)
        {
            Further = ["precision", "labelAccuracy"],
            Teachers = EdmTeacher,
        },
        new("tiny-t2i", "digits drawn by texts such as 'a thick seven' at 32x32, a latent teacher of 1 million weights with a CLIP and a DINO of its own; in the place of HPSv2 stands the share of "
            + "images from which classifiers read what the text asked for",
            Of(new BaseRun("tiny", "tiny-text-to-image/student.json"), PaperData.Coco),
            new Dictionary<string, string>
            {
                [Fid] = "frechet", [ClipScore] = "clipScore", [Latency] = EvaluationRow.MillisecondsPerImage, [Similarity] = "inBatchSimilarity", [HpsAnime] = "captionAccuracy",
            })
        {
            Further = ["recall", "captionAccuracy", "inBatchSimilarity"],
            Teachers = new Dictionary<string, string> { ["1"] = "teacher, ddim 20", ["1.75"] = "teacher, ddim 20, guidance 1.75", ["5"] = "teacher, ddim 20, guidance 5" },
        },
        new("full", "the paper's own data and teachers, from files of yours",
            new Dictionary<PaperData, BaseRun>
            {
                [PaperData.Cifar10] = new("cifar10", "cifar10.json"), [PaperData.ImageNet64] = new("imagenet64", "imagenet64.json"), [PaperData.Coco] = new("coco", "reproduce/coco.json"),
            },
            new Dictionary<string, string>
            {
                [Fid] = "fid", [Recall] = "recall", [ClipScore] = "clipScore", [Latency] = "latencyMs", [Similarity] = "inBatchSimilarity",
                [HpsAnime] = "hpsv2Anime", [HpsPhoto] = "hpsv2Photo", [HpsConceptArt] = "hpsv2ConceptArt", [HpsPaintings] = "hpsv2Paintings",
            })
        {
            Further = ["precision"],
            Teachers = EdmTeacher,
            HasWarmStarts = true,
        },
    ];

    private static Dictionary<PaperData, BaseRun> Of(BaseRun run, params PaperData[] data) => data.ToDictionary(one => one, _ => run);
}
