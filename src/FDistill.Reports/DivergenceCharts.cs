using FDistill.Reports.Charts;
using FDistill.Reports.Laboratory;

namespace FDistill.Reports;

/// <summary>The curves of certificates: Fig. 4 and 5a of the
/// paper, for any divergence, and what they rest on.</summary>
public static class DivergenceCharts
{
    /// <summary>h, f and its derivatives, f* and the variance.</summary>
    /// <param name="certificates">At most <see cref="Chart.MostLines"/>.</param>
    public static IReadOnlyList<Chart> Of(IReadOnlyList<DivergenceCertificate> certificates)
    {
        Chart[] charts =
        [
            OverRatio("Weighting", "What a sample's score difference counts (Theorem 1).", "h(r)", logarithmic: true, certificates, point => point.H),
            OverRatio("Divergence", "The price of a ratio.", "f(r)", logarithmic: false, certificates, point => point.F, point => Math.Abs(point.LogRatio) <= 2.5),
            OverRatio("Slope", "Bounded above where a missed mode has a finite price.", "f'(r)", logarithmic: false, certificates, point => point.Slope, point => point.LogRatio >= -1.5),
            OverRatio("Curvature", "Its tails are Table 6: the right one is what a missed mode costs, the left one what a sample costs where the teacher has none.", "f''(r)", logarithmic: true,
                certificates, point => point.Curvature),
            new()
            {
                Title = "Conjugate",
                Caption = "f* at the slopes that f has between r = 0.22 and 4.5: what a GAN of this divergence would maximise.",
                XLabel = "t",
                YLabel = "f*(t)",
                Lines = [.. certificates.Select(certificate => new Series(certificate.Name, [.. certificate.Curve.Where(point => Math.Abs(point.LogRatio) <= 1.5).Select(point => new Point(point.Slope, point.Conjugate))]) { IsFunction = true })],
            },
            new()
            {
                Title = "Normalised variance",
                Caption = "How unevenly samples count when the student N(m, 1) is m away from the teacher N(0, 1) (Fig. 5a).",
                XLabel = "m",
                YLabel = "Var h / (E h)²",
                Logarithmic = true,
                Lines = [.. certificates.Select(certificate =>
                    new Series(certificate.Name, [.. certificate.Variances.Where(entry => entry.Variance > Classification.Negligible).Select(entry => new Point(entry.M, entry.Variance))]) { IsFunction = true })],
            },
        ];
        return [.. charts.Where(chart => !chart.IsEmpty)];
    }

    private static Chart OverRatio(
        string title, string caption, string label, bool logarithmic, IReadOnlyList<DivergenceCertificate> certificates, Func<CertificatePoint, double> value, Func<CertificatePoint, bool>? shown = null) => new()
    {
        Title = title,
        Caption = caption,
        XLabel = "log r",
        YLabel = label,
        Logarithmic = logarithmic,
        Lines = [.. certificates.Select(certificate => new Series(certificate.Name, [.. certificate.Curve.Where(shown ?? (_ => true)).Select(point => new Point(point.LogRatio, value(point)))]) { IsFunction = true })],
    };
}
