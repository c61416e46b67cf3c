using FDistill.Teachers;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>The students that the testbed looks at, built around the teacher's modes.</summary>
internal static class Students
{
    private const double Wider = 1.1, OffCentre = 0.8, FarOffCentre = 1.5, GoldenAngle = 2.39996;

    /// <summary>One component on every mode: a little wide, off the centre, and with
    /// equal shares where the teacher's are not. In the caller's dispose scope.</summary>
    public static StudentMixture OnEveryMode(IExactTeacher teacher) => OnModes(teacher, [.. Enumerable.Range(0, teacher.Modes.Count)]);

    /// <summary>One component beside every mode, so far off that samples' ratios differ by orders
    /// of magnitude: what early training has to bear. In the caller's dispose scope.</summary>
    public static StudentMixture BesideEveryMode(IExactTeacher teacher) => OnModes(teacher, [.. Enumerable.Range(0, teacher.Modes.Count)], FarOffCentre);

    /// <summary>The last mode has no component, the first one two. In the caller's dispose scope.</summary>
    public static StudentMixture MissingAMode(IExactTeacher teacher) => OnModes(teacher, [.. Enumerable.Range(0, teacher.Modes.Count - 1), 0]);

    private static StudentMixture OnModes(IExactTeacher teacher, IReadOnlyList<int> modes, double off = OffCentre) => StudentMixture.Of(
        [.. modes.Select((mode, component) => Off(teacher.Modes[mode], component, off))],
        [.. modes.Select(mode => teacher.Modes[mode].Deviation * Wider)],
        teacher.Noise);

    private static double[] Off(TeacherMode mode, int component, double widths)
    {
        double[] centre = [.. mode.Centre];
        var angle = GoldenAngle * component;
        centre[0] += widths * mode.Deviation * Math.Cos(angle);
        if (centre.Length > 1) centre[1] += widths * mode.Deviation * Math.Sin(angle);
        return centre;
    }
}
