using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FDistill.Engine.Laboratory;
using FDistill.Engine.Reports.Charts;
using FDistill.Engine.Reports.Html;
using static System.Net.WebUtility;

namespace FDistill.Engine.Reports;

/// <summary>Writes what certificates of divergences hold: a page with curves, or all the numbers.</summary>
public static class DivergencePage
{
    private const double Negligible = 1e-9;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a page.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="certificates">At most <see cref="Chart.MostLines"/>.</param>
    public static void Write(string path, IReadOnlyList<DivergenceCertificate> certificates) => File.WriteAllText(path, Render(certificates));

    /// <summary>Writes the numbers as JSON.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="certificates">The certificates.</param>
    public static void WriteJson(string path, IReadOnlyList<DivergenceCertificate> certificates) =>
        File.WriteAllText(path, JsonSerializer.Serialize(certificates, Json) + "\n");

    /// <summary>The page.</summary>
    /// <param name="certificates">At most <see cref="Chart.MostLines"/>.</param>
    public static string Render(IReadOnlyList<DivergenceCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return HtmlPage.Render("Divergence certificate", string.Join(", ", certificates.Select(certificate => certificate.Name)),
            "What an f-divergence does to a student, told from its weighting h(r) = f''(r) r² alone; r is the density of the teacher over that of the student.",
            $"{Table(certificates)}{CurveGallery.Render("Curves", "Over the logarithm of the density ratio r; f in its standard form, f(1) = f'(1) = 0.", Charts(certificates))}");
    }

    private static string Table(IReadOnlyList<DivergenceCertificate> certificates) => $"""
        <section><h2>Table 1</h2><div class="scroll"><table>
        <thead><tr><th scope="col">Divergence</th><th scope="col">Sound</th><th scope="col">Mode-seeking</th><th scope="col">Saturation</th><th scope="col">Variance</th><th scope="col">f'' as r → 0</th><th scope="col">f'' as r → ∞</th></tr></thead>
        <tbody>{string.Concat(certificates.Select(Row))}</tbody></table></div>
        {string.Concat(certificates.SelectMany(certificate => certificate.Faults.Select(fault => $"""<p class="note">{HtmlEncode($"{certificate.Name}: {fault}")}</p>""")))}
        {string.Concat(Verdicts.Rules.Select(rule => $"""<p class="note">{HtmlEncode(rule)}</p>"""))}</section>
        """;

    private static string Row(DivergenceCertificate certificate)
    {
        string?[] cells =
        [
            certificate.IsSound ? "yes" : "no",
            certificate.ModeSeekingLimit is { } limit ? $"{certificate.ModeSeeking} ({Number(limit)})" : null,
            certificate.Saturation,
            certificate.VarianceAt(Verdicts.Distance) is { } variance ? $"{certificate.Variance} ({Number(variance)})" : null,
            certificate.AtZero is null ? null : $"r^{Number(certificate.AtZero.CurvatureExponent)}",
            certificate.AtInfinity is null ? null : $"r^{Number(certificate.AtInfinity.CurvatureExponent)}",
        ];
        return $"""<tr><th scope="row">{HtmlEncode(certificate.Name)}</th>{string.Concat(cells.Select(cell => $"<td>{HtmlEncode(cell ?? "–")}</td>"))}</tr>""";
    }

    private static List<Chart> Charts(IReadOnlyList<DivergenceCertificate> certificates)
    {
        Chart[] charts =
        [
            OverRatio("Weighting", "What a sample's score difference counts (Theorem 1).", "h(r)", logarithmic: true, certificates, point => point.H),
            OverRatio("Divergence", "The price of a ratio.", "f(r)", logarithmic: false, certificates, point => point.F, point => Math.Abs(point.LogRatio) <= 2.5),
            OverRatio("Slope", "Bounded above where a missed mode has a finite price.", "f'(r)", logarithmic: false, certificates, point => point.Slope, point => point.LogRatio >= -1.5),
            new()
            {
                Title = "Normalised variance",
                Caption = "How unevenly samples count when the student N(m, 1) is m away from the teacher N(0, 1) (Fig. 5a).",
                XLabel = "m",
                YLabel = "Var h / (E h)²",
                Logarithmic = true,
                Lines = [.. certificates.Select(certificate =>
                    new Series(certificate.Name, [.. certificate.Variances.Where(entry => entry.Variance > Negligible).Select(entry => new Point(entry.M, entry.Variance))]))],
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
        Lines = [.. certificates.Select(certificate => new Series(certificate.Name, [.. certificate.Curve.Where(shown ?? (_ => true)).Select(point => new Point(point.LogRatio, value(point)))]))],
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        double.NaN => "undefined",
        _ when Math.Abs(value) < Negligible => "0",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
