namespace FDistill.Reports.Laboratory;

/// <summary>Places at equal distances.</summary>
internal static class EvenPlaces
{
    /// <summary>So many places from one to another, both among them.</summary>
    public static double[] Between(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(k => from + (to - from) * k / (count - 1))];
}
