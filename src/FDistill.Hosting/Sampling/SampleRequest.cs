namespace FDistill.Hosting.Sampling;

/// <summary>Which samples are wanted.</summary>
/// <param name="Seeds">The seed of every sample's noise. A sample depends on its seed and label alone, not on the others.</param>
/// <param name="Labels">Their labels, taken in turn; empty: a sample's seed says which of all labels it has.</param>
/// <param name="Batch">Samples made at once.</param>
public sealed record SampleRequest(IReadOnlyList<long> Seeds, IReadOnlyList<long> Labels, int Batch);
