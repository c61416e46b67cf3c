namespace FDistill.Hosting.Sampling;

/// <summary>Which samples are wanted.</summary>
/// <param name="Seeds">The seed of every sample's noise. A sample depends
/// on its seed and its label or text alone, not on the others.</param>
/// <param name="Labels">Their labels, taken in turn; empty: a sample's seed says which of all labels it has.</param>
/// <param name="Batch">Samples made at once; null for as many as have a million pixels.</param>
public sealed record SampleRequest(IReadOnlyList<long> Seeds, IReadOnlyList<long> Labels, int? Batch)
{
    /// <summary>The text of every sample; empty for models that take none.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>How many samples of the same text follow each other.</summary>
    public int ImagesPerText { get; init; } = 1;
}
