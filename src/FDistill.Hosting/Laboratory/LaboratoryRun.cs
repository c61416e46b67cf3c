using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Laboratory.Testbed.Coverage;
using FDistill.Reports.Laboratory.Testbed.Estimators;
using FDistill.Reports.Laboratory.Testbed.Maps;
using FDistill.Reports.Laboratory.Testbed.Theorem;

namespace FDistill.Hosting.Laboratory;

/// <summary>Measures on the exact testbed, one study after the other.</summary>
/// <param name="session">What it is made of.</param>
/// <param name="divergences">Which divergences.</param>
/// <param name="dimension">Of the points; null: several for Theorem 1, and
/// the plane for all else, or what the session's run file has.</param>
/// <param name="seed">Whatever is random derives from it.</param>
public sealed class LaboratoryRun(LaboratorySession session, IReadOnlyList<NamedDivergence> divergences, int? dimension, long seed)
{
    private static readonly int?[] Dimensions = [1, 2, 16, 64];

    /// <summary>Measures.</summary>
    /// <param name="studies">What.</param>
    /// <param name="progress">Who watches.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <returns>A report of each study, as soon as it is done.</returns>
    /// <exception cref="UserException">There is no testbed of
    /// that dimension, or the map's is not the plane.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<LaboratoryReport> Measure(LaboratoryStudies studies, IProgress<TestbedProgress>? progress, CancellationToken cancel)
    {
        if (studies.HasFlag(LaboratoryStudies.Theorem)) yield return new() { Theorem = Theorem(progress, cancel) };
        if (studies.HasFlag(LaboratoryStudies.Estimators))
            yield return new() { Estimators = new EstimatorStudy(one => session.Parts(one, dimension), new() { Seed = seed }).Measure(divergences, progress, cancel) };
        if (studies.HasFlag(LaboratoryStudies.Coverage))
            yield return new() { Coverage = new CoverageStudy(session.Parts(seed, dimension).Teacher, new() { Seed = seed }).Measure(divergences, progress, cancel) };
        if (studies.HasFlag(LaboratoryStudies.Map) && Plane(isAskedFor: studies == LaboratoryStudies.Map) is { } plane)
            yield return new() { Map = new WeightMapStudy(plane.Teacher, new() { Seed = seed }).Measure(divergences) };
    }

    private List<TheoremOneRow> Theorem(IProgress<TestbedProgress>? progress, CancellationToken cancel)
    {
        int?[] dimensions = dimension is null && !session.HasOwnTeacher ? Dimensions : [dimension];
        return [.. dimensions.SelectMany(one => new TheoremOne(session.Parts(seed, one).Teacher, new() { Seed = seed }).Measure(divergences, progress, cancel))];
    }

    /// <summary>Parts whose points lie in the plane; none where others
    /// are given and the map is but one study of all.</summary>
    private TestbedParts? Plane(bool isAskedFor)
    {
        var parts = session.Parts(seed, dimension);
        if (parts.Teacher.Modes[0].Centre.Count == 2) return parts;
        return isAskedFor ? throw new UserException($"A map of h needs points in the plane, and these have {parts.Teacher.Modes[0].Centre.Count} coordinates: leave out --dimension, or name another run file.") : null;
    }
}
