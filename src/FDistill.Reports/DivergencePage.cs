using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FDistill.Formats.Files;
using FDistill.Reports.Charts;
using FDistill.Reports.Html;
using FDistill.Reports.Laboratory;
using static System.Net.WebUtility;

namespace FDistill.Reports;

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
    public static void Write(string path, IReadOnlyList<DivergenceCertificate> certificates) => Durable.WriteFile(path, Render(certificates));

    /// <summary>Writes the numbers as JSON.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="certificates">The certificates.</param>
    public static void WriteJson(string path, IReadOnlyList<DivergenceCertificate> certificates) =>
        Durable.WriteFile(path, JsonSerializer.Serialize(certificates, Json) + "\n");

    /// <summary>The page.</summary>
    /// <param name="certificates">At most <see cref="Chart.MostLines"/>.</param>
    public static string Render(IReadOnlyList<DivergenceCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return HtmlPage.Render("Divergence certificate", string.Join(", ", certificates.Select(certificate => certificate.Name)),
            "What an f-divergence does to a student, derived from its weighting h(r) = f''(r) r² alone; r is the density of the teacher over that of the student.",
            $"{Table(certificates)}{CurveGallery.Render("Curves", "Over the logarithm of the density ratio r; f in its standard form, f(1) = f'(1) = 0.", DivergenceCharts.Of(certificates))}");
    }

    private static string Table(IReadOnlyList<DivergenceCertificate> certificates) => $"""
        <section><h2>Table 1</h2><div class="scroll"><table>
        <thead><tr><th scope="col">Divergence</th><th scope="col">Sound</th><th scope="col">Mode-seeking?</th><th scope="col">Saturation?</th><th scope="col">Variance</th></tr></thead>
        <tbody>{string.Concat(certificates.Select(Row))}</tbody></table></div>
        {string.Concat(certificates.SelectMany(certificate => certificate.Faults.Select(fault => $"""<p class="note">{HtmlEncode($"{certificate.Name}: {fault}")}</p>""")))}
        {string.Concat(Classification.Rules.Select(rule => $"""<p class="note">{HtmlEncode(rule)}</p>"""))}</section>
        <section><h2>Table 6</h2><div class="scroll"><table>
        <thead><tr><th scope="col">Rate of f''(r)</th><th scope="col">r → ∞, fitted</th><th scope="col">exact</th><th scope="col">r → 0, fitted</th><th scope="col">exact</th></tr></thead>
        <tbody>{string.Concat(certificates.Select(Rates))}</tbody></table></div>
        <p class="note">Fitted to h over the outermost four of 24 decades of r; exact where the divergence gives its tail weights.</p></section>
        """;

    private static string Row(DivergenceCertificate certificate)
    {
        string?[] cells =
        [
            certificate.IsSound ? "yes" : "no",
            certificate.ModeSeekingLimit is { } limit ? $"{certificate.ModeSeeking} ({Number(limit)})" : null,
            certificate.Saturation,
            certificate.VarianceAt(Classification.Distance) is { } variance ? $"{certificate.Variance} ({Number(variance)})" : null,
        ];
        return Cells(certificate.Name, cells);
    }

    private static string Rates(DivergenceCertificate certificate) => Cells(certificate.Name,
    [
        Power(certificate.AtInfinity?.CurvatureExponent), Power(certificate.TailWeights?.Right), Power(certificate.AtZero?.CurvatureExponent), Power(certificate.TailWeights?.Left),
    ]);

    private static string? Power(double? exponent) => exponent is { } power ? double.IsInfinity(power) ? "no power" : $"r^{Number(power)}" : null;

    private static string Cells(string name, IEnumerable<string?> cells) =>
        $"""<tr><th scope="row">{HtmlEncode(name)}</th>{string.Concat(cells.Select(cell => $"<td>{HtmlEncode(cell ?? "–")}</td>"))}</tr>""";

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        double.NaN => "undefined",
        _ when Math.Abs(value) < Negligible => "0",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
