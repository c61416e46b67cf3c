namespace FDistill.Reproduction.Studies;

/// <summary>The rows of a study that are of one dataset.</summary>
/// <param name="Data">The paper's dataset.</param>
/// <param name="Columns">The paper's columns.</param>
/// <param name="Rows">The rows, in the paper's order.</param>
internal sealed record StudyBlock(PaperData Data, IReadOnlyList<string> Columns, IReadOnlyList<StudyRow> Rows)
{
    /// <summary>The runs behind the rows, each once.</summary>
    public IEnumerable<Variant> Variants => Rows.Select(row => row.Variant).OfType<Variant>().Distinct();
}

/// <summary>The datasets of the paper's experiments.</summary>
internal enum PaperData
{
    /// <summary>Class-conditional, 32×32: Tables 2, 7 and 10.</summary>
    Cifar10,

    /// <summary>Class-conditional, 64×64: Table 3.</summary>
    ImageNet64,

    /// <summary>Text to image: Tables 4 and 8 to 10.</summary>
    Coco,
}

/// <summary>The columns of the paper's tables.</summary>
internal static class PaperColumns
{
    public const string Fid = "FID", Recall = "Recall", ClipScore = "CLIP score", Latency = "Latency s", Similarity = "In-batch similarity";

    public const string HpsAnime = "HPSv2 Anime", HpsPhoto = "HPSv2 Photo", HpsConceptArt = "HPSv2 Concept Art", HpsPaintings = "HPSv2 Painting";
}
