using FDistill.Reports.Laboratory.Testbed.Theorem;
using static FDistill.Reports.Laboratory.Sheets.TableNumbers;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>Theorem 1 in tables.</summary>
internal static class TheoremTables
{
    /// <summary>Both sides at one place, and how well they agree everywhere.</summary>
    public static IEnumerable<LaboratoryTable> Of(IReadOnlyList<TheoremOneRow> rows)
    {
        var example = rows[0];
        var (sigmas, dimension) = (rows.Where(row => row.Dimension == example.Dimension).Select(row => row.Sigma).Distinct().ToList(), example.Dimension);
        var sigma = sigmas[sigmas.Count / 2];
        yield return new(
            FormattableString.Invariant($"Theorem 1 (Eq. 3): the gradient of D_f, D = {dimension}, sigma = {sigma:G3}"),
            ["Divergence", "D_f", "by finite\ndifference", "by h and\nscores"],
            [.. rows.Where(row => row.Dimension == dimension && row.Sigma == sigma && row.Direction == "one mean").Select(row =>
                new[] { row.Divergence, Digits(row.Distance, 6), Digits(row.Slope, 6), Digits(row.Theorem, 6) })],
            "D_f(p_t||q_t) of the teacher and a mixture student, f rebuilt from h alone (Proposition 1), and its derivative by one of the student's means: as a difference of D_f, and as E[-h(r) (s_p - s_q) dx_t/dtheta].");

        var dimensions = rows.Select(row => row.Dimension).Distinct().ToList();
        yield return new(
            "Theorem 1: by how much the two sides differ",
            ["Divergence", .. dimensions.Select(d => $"D = {d}"), "holds"],
            [.. rows.GroupBy(row => row.Divergence).Select(group =>
                new[] { group.Key }.Concat(dimensions.Select(d => Worst([.. group.Where(row => row.Dimension == d)]))).Append(group.All(row => row.Holds) ? "yes" : "NO").ToArray())],
            "The largest difference over noise levels and directions (all means, one mean, all widths). D = 1 is integrated: relative to the gradient. Others are means over draws: in standard errors (se), of which 5 are too many.");
    }

    private static string Worst(IReadOnlyList<TheoremOneRow> rows) => rows.All(row => row.StandardError == 0)
        ? rows.Max(row => row.Difference).ToString("0e+0", System.Globalization.CultureInfo.InvariantCulture)
        : $"{Digits(rows.Max(row => Math.Abs(row.Slope - row.Theorem) / row.StandardError), 2)} se";
}
