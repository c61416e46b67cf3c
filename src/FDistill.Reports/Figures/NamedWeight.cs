using FDistill.Reports.Laboratory;

namespace FDistill.Reports.Figures;

/// <summary>A divergence's h and what it is called.</summary>
/// <param name="Name">The name.</param>
/// <param name="Weight">h.</param>
public sealed record NamedWeight(string Name, WeightFunction Weight);
