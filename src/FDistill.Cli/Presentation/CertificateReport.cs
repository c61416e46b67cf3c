using System.Globalization;
using FDistill.Reports.Laboratory;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>Describes divergences by what their certificates hold.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class CertificateReport(Terminal terminal)
{
    private readonly Tables tables = new(terminal);

    /// <summary>One divergence, in full.</summary>
    public void Write(DivergenceCertificate certificate)
    {
        terminal.Out.WriteLine(certificate.Name);
        WriteSoundness(certificate);
        if (certificate is { AtZero: { } atZero, AtInfinity: { } atInfinity })
        {
            tables.Write(["Table 1", "", ""],
            [
                ["Mode-seeking?", certificate.ModeSeeking!, $"lim f(r)/r over f''(1) = {Text(certificate.ModeSeekingLimit!.Value)}"],
                ["Saturation?", certificate.Saturation!, $"h goes to {Text(atZero.Limit)} at 0, and like {Rate(atInfinity.Exponent)} at infinity"],
                ["Variance", certificate.Variance!, $"Var h/(E h)^2 at m = 2: {Text(certificate.VarianceAt(Classification.Distance)!.Value)}"],
            ]);
            tables.Write(["Table 6", "r to infinity", "r to 0"],
            [
                ["Rate of f''(r)", Rate(atInfinity.CurvatureExponent), Rate(atZero.CurvatureExponent)],
                ["exact", Exact(certificate.TailWeights?.Right), Exact(certificate.TailWeights?.Left)],
                ["h(r)", Text(atInfinity.Limit), Text(atZero.Limit)],
            ]);
            WriteRules();
        }
    }

    /// <summary>Several side by side.</summary>
    public void Write(IReadOnlyList<DivergenceCertificate> certificates)
    {
        tables.Write(["", "Mode-\nseeking?", "Satu-\nration?", "Vari-\nance", "at\nm = 2", "f''\nat inf", "f''\nat 0"], certificates.Select(Row));
        foreach (var certificate in certificates.Where(certificate => !certificate.IsSound))
        {
            terminal.Out.WriteLine(certificate.Name);
            WriteSoundness(certificate);
        }

        WriteRules();
    }

    private static string[] Row(DivergenceCertificate certificate) => certificate is { AtZero: { } atZero, AtInfinity: { } atInfinity }
        ?
        [
            certificate.Name, certificate.ModeSeeking!, certificate.Saturation!, certificate.Variance!,
            Short(certificate.VarianceAt(Classification.Distance)!.Value), Rate(atInfinity.CurvatureExponent), Rate(atZero.CurvatureExponent),
        ]
        : [certificate.Name, "-", "-", "-", "-", "-", "-"];

    private void WriteSoundness(DivergenceCertificate certificate)
    {
        if (certificate.IsSound)
            Say($"  h is finite, not negative and continuous over 24 decades of r: it is the weighting of an f-divergence (Proposition 1).{Seen(certificate.Range)}");
        foreach (var fault in certificate.Faults) Say($"  !! {fault}");
    }

    private static string Seen(WeightRange? range) => range is null
        ? ""
        : $" It lies between {Value(range.Smallest)}, at r = {Value(range.SmallestAt)}, and {Value(range.Largest)}, at r = {Value(range.LargestAt)}.";

    private static string Exact(double? exponent) => exponent is { } power ? Rate(power) : "not given";

    private static string Rate(double exponent) => double.IsInfinity(exponent) ? "no power" : $"r^{Short(exponent)}";

    private void WriteRules()
    {
        foreach (var rule in Classification.Rules) Say(rule);
    }

    private void Say(string text) => terminal.Out.WriteLine(Wrapping.Wrap(text, terminal.Width));

    /// <summary>Three digits, for a table with many columns.</summary>
    private static string Short(double value) => Math.Abs(value) < 1e-9 ? "0" : value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Value(double value) => value.ToString("0.###e+0", CultureInfo.InvariantCulture);

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        double.NaN => "undefined",
        _ when Math.Abs(value) < 1e-9 => "0",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture) is "0" or "-0" ? value.ToString("0.##e+0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
