namespace FDistill.Reports.Laboratory;

/// <summary>The smallest and the largest h over 24 decades of r.</summary>
/// <param name="Smallest">The smallest h.</param>
/// <param name="SmallestAt">r where it is.</param>
/// <param name="Largest">The largest h.</param>
/// <param name="LargestAt">r where it is.</param>
public sealed record WeightRange(double Smallest, double SmallestAt, double Largest, double LargestAt);
