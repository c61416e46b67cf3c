using FDistill.Reports.Charts;

namespace FDistill.Reports.Figures;

/// <summary>Runs that differ in their seed alone.</summary>
/// <param name="Name">What distinguishes them from the other runs drawn.</param>
/// <param name="Histories">The measures of each of its runs.</param>
public sealed record Variant(string Name, IReadOnlyList<IReadOnlyList<MetricsEntry>> Histories)
{
    /// <summary>A measure of the runs: their median and range over
    /// seeds; of a single run all that was measured.</summary>
    /// <param name="measure">The measure.</param>
    public Series Series(string measure)
    {
        var seeds = Histories.Select(history => Reports.Charts.Series.Of(Name, history, measure)).ToList();
        return seeds.Count == 1 ? seeds[0] : Reports.Charts.Series.OverSeeds($"{Name}, {seeds.Count} seeds", seeds);
    }
}
