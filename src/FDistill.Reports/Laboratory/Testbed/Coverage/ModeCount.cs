using FDistill.Teachers;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>Counts samples on modes: each belongs to the nearest, unless it is
/// farther from its centre than nearly all samples of the mode are.</summary>
/// <remarks>The distance of a Gaussian's samples in D dimensions is s (√D ± 1), about.</remarks>
/// <param name="modes">The modes.</param>
internal sealed class ModeCount(IReadOnlyList<TeacherMode> modes)
{
    private const double Farthest = 3;

    /// <summary>The share of samples on each mode, and on none.</summary>
    /// <param name="samples">Points of D coordinates.</param>
    public (IReadOnlyList<double> Shares, double Between) Of(IReadOnlyList<double[]> samples)
    {
        var counts = new int[modes.Count];
        var between = 0;
        foreach (var sample in samples)
        {
            var (nearest, distance) = Enumerable.Range(0, modes.Count).Select(mode => (mode, Distance(sample, modes[mode]))).MinBy(pair => pair.Item2);
            if (distance <= modes[nearest].Deviation * (Math.Sqrt(sample.Length) + Farthest)) counts[nearest]++;
            else between++;
        }

        return ([.. counts.Select(count => (double)count / samples.Count)], (double)between / samples.Count);
    }

    private static double Distance(double[] sample, TeacherMode mode) => Math.Sqrt(sample.Zip(mode.Centre, (a, b) => (a - b) * (a - b)).Sum());
}
