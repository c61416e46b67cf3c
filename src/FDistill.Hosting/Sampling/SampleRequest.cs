namespace FDistill.Hosting.Sampling;

/// <summary>Which samples are wanted.</summary>
/// <param name="Count">How many.</param>
/// <param name="Seed">Seed of the first one's noise; each further one has the next seed.</param>
/// <param name="Labels">Their labels, taken in turn; empty for every label in turn.</param>
public sealed record SampleRequest(int Count, long Seed, IReadOnlyList<long> Labels);
