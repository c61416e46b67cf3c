using FDistill.Divergences;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>A divergence and what it is called.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Divergence">The divergence.</param>
public sealed record NamedDivergence(string Name, IDivergence Divergence);
