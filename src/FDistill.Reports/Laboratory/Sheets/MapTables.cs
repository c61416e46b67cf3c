using FDistill.Reports.Laboratory.Testbed.Maps;
using static FDistill.Reports.Laboratory.Sheets.TableNumbers;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>The map of h in a table.</summary>
internal static class MapTables
{
    /// <summary>h by the teacher's density.</summary>
    public static IEnumerable<LaboratoryTable> Of(WeightMap map)
    {
        yield return new(
            FormattableString.Invariant($"h where the teacher's density is low and where it is high, sigma = {map.Sigma:G2}"),
            ["Divergence", "lowest\nfifth", "2nd", "3rd", "4th", "highest\nfifth"],
            [.. map.Weights.Select(weight => new[] { weight.Divergence }.Concat(weight.ByTeacherDensity.Select(mean => Digits(mean, 3))).ToArray())],
            "Means of h over fifths of the student's samples, over its mean over all (stage 2): less mode-seeking divergences listen less where the teacher's density is low and its score least to be trusted (Section 4, Fig. 3 and 9).");
    }
}
