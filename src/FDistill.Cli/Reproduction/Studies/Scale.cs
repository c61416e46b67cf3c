using FDistill.Engine.Evaluation;
using FDistill.Hosting;
using static FDistill.Cli.Reproduction.Studies.PaperColumns;

namespace FDistill.Cli.Reproduction.Studies;

/// <summary>How large the models and data are that stand for the paper's.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Description">What the models and data are.</param>
/// <param name="RunFiles">The run file, below <c>samples/</c>, that stands for each of the paper's datasets.</param>
/// <param name="Measures">What an evaluation measures here, by the paper's column.</param>
/// <param name="Further">Measures that are worth a column and that the paper has not.</param>
/// <param name="Teacher">The teacher's row in an evaluation.</param>
internal sealed record Scale(
    string Name,
    string Description,
    IReadOnlyDictionary<PaperData, BaseRun> RunFiles,
    IReadOnlyDictionary<string, string> Measures,
    IReadOnlyList<string> Further,
    string Teacher)
{
    private static readonly Dictionary<string, string> SmallMeasures = new() { [Fid] = "frechet", [Recall] = "recall" };

    private static readonly Dictionary<string, string> FullMeasures = new()
    {
        [Fid] = "fid", [Recall] = "recall", [ClipScore] = "clipScore", [Latency] = "latencyMs", [Similarity] = "inBatchSimilarity", [Hps] = "hpsv2",
    };

    /// <summary>All scales, the smallest first.</summary>
    public static IReadOnlyList<Scale> All { get; } =
    [
        new("points", "eight Gaussians on a ring in two dimensions, a teacher whose score is exact, distances between the points themselves",
            Of("points", "reproduce/points.json", PaperData.Cifar10, PaperData.ImageNet64), SmallMeasures, ["modes", "highQuality", "modeBalance"], EvaluationRow.Teacher(18)),
        new("digits", "MNIST's digits at 16x16, a teacher of 0.7 million weights, distances in the features of a small classifier", Of("digits", "reproduce/digits.json", PaperData.Cifar10, PaperData.ImageNet64),
            SmallMeasures, ["precision", "labelAccuracy"], EvaluationRow.Teacher(18)),
        new("full", "the paper's own data and teachers, from files of yours",
            new Dictionary<PaperData, BaseRun> { [PaperData.Cifar10] = new("cifar10", "cifar10.json"), [PaperData.ImageNet64] = new("imagenet64", "imagenet64.json") },
            FullMeasures, ["precision"], EvaluationRow.Teacher(18)),
    ];

    /// <summary>Finds a scale.</summary>
    /// <param name="name">What was typed.</param>
    /// <exception cref="UserException">There is none of that name.</exception>
    public static Scale Find(string name) => All.FirstOrDefault(scale => scale.Name == name)
        ?? throw new UserException($"There is no scale '{name}'{NearestName.Hint(name, All.Select(scale => scale.Name))} There are: {string.Join(", ", All.Select(scale => scale.Name))}.");

    /// <summary>The parts of a study that can be run here.</summary>
    /// <param name="study">The study.</param>
    /// <exception cref="UserException">None of them can.</exception>
    public IReadOnlyList<StudyBlock> BlocksOf(Study study)
    {
        List<StudyBlock> blocks = [.. study.Blocks.Where(block => RunFiles.ContainsKey(block.Data))];
        if (blocks.Count > 0) return blocks;
        var others = All.Where(scale => study.Blocks.Any(block => scale.RunFiles.ContainsKey(block.Data))).Select(scale => scale.Name);
        throw new UserException($"{study.Name} cannot be had at the scale '{Name}', which has no {string.Join(" or ", study.Blocks.Select(block => InWords(block.Data)))}. Scales that can: {string.Join(", ", others)}.");
    }

    private static string InWords(PaperData data) => data == PaperData.Coco ? "text-to-image model" : "class-conditional images";

    private static Dictionary<PaperData, BaseRun> Of(string name, string file, params PaperData[] data) => data.ToDictionary(one => one, _ => new BaseRun(name, file));
}

/// <summary>A run file that a study's runs vary.</summary>
/// <param name="Name">What the folders of its runs begin with.</param>
/// <param name="File">Its path below <c>samples/</c>.</param>
internal sealed record BaseRun(string Name, string File);
