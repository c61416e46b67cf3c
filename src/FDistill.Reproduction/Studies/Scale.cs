using FDistill.Hosting;

namespace FDistill.Reproduction.Studies;

/// <summary>How large the models and data are that stand for the paper's.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Description">What the models and data are.</param>
/// <param name="RunFiles">The run file that stands for each of the paper's datasets.</param>
/// <param name="Measures">What an evaluation measures here, by the paper's column.</param>
internal sealed record Scale(string Name, string Description, IReadOnlyDictionary<PaperData, BaseRun> RunFiles, IReadOnlyDictionary<string, string> Measures)
{
    /// <summary>Measures that are worth a column and that the paper does not have.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>The teacher's rows in an evaluation, by guidance.</summary>
    public IReadOnlyDictionary<string, string> Teachers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether JS starts from reverse-KL's student in text to image, as
    /// in the paper; else from the teacher's copy, as reverse-KL does.</summary>
    public bool HasWarmStarts { get; init; }

    /// <summary>Finds a scale.</summary>
    /// <param name="name">What was typed.</param>
    /// <exception cref="UserException">There is none of that name.</exception>
    public static Scale Find(string name) => Scales.All.FirstOrDefault(scale => scale.Name == name)
        ?? throw new UserException($"There is no scale '{name}'{NearestName.Hint(name, Scales.All.Select(scale => scale.Name))} There are: {string.Join(", ", Scales.All.Select(scale => scale.Name))}.");

    /// <summary>The parts of a study that can be run here.</summary>
    /// <param name="study">The study.</param>
    /// <exception cref="UserException">None of them can.</exception>
    public IReadOnlyList<StudyBlock> BlocksOf(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        List<StudyBlock> blocks = [.. study.Blocks.Where(block => RunFiles.ContainsKey(block.Data))];
        if (blocks.Count > 0) return blocks;
        var others = Scales.All.Where(scale => study.Blocks.Any(block => scale.RunFiles.ContainsKey(block.Data))).Select(scale => scale.Name);
        throw new UserException($"{study.Name} is of {string.Join(" and ", study.Blocks.Select(block => InWords(block.Data)))}, and the scale '{Name}' has none. Scales that have: {string.Join(", ", others)}.");
    }

    private static string InWords(PaperData data) => data switch
    {
        PaperData.Coco => "text to image",
        _ => "images by class",
    };
}

/// <summary>A run file that a study's runs vary.</summary>
/// <param name="Name">What the folders of its runs begin with.</param>
/// <param name="File">Its path below <c>samples/</c>.</param>
internal sealed record BaseRun(string Name, string File);
