using System.Globalization;
using FDistill.Engine.Laboratory;

namespace FDistill.Cli.Presentation;

/// <summary>Tells of divergences what their certificates hold.</summary>
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
            tables.Write(["", "r to 0", "r to infinity"],
            [
                ["h", Text(atZero.Limit), Text(atInfinity.Limit)],
                ["h ~ r^", Text(atZero.Exponent), Text(atInfinity.Exponent)],
                ["f'' ~ r^", Text(atZero.CurvatureExponent), Text(atInfinity.CurvatureExponent)],
            ]);
            tables.Write(["Table 1", "", ""],
            [
                ["mode-seeking", certificate.ModeSeeking!, $"lim f(r)/r over f''(1) = {Text(certificate.ModeSeekingLimit!.Value)}"],
                ["saturation", certificate.Saturation!, ""],
                ["variance", certificate.Variance!, $"Var h/(E h)^2 at m = 2: {Text(certificate.VarianceAt(Verdicts.Distance)!.Value)}"],
            ]);
            WriteRules();
        }
    }

    /// <summary>Several side by side.</summary>
    public void Write(IReadOnlyList<DivergenceCertificate> certificates)
    {
        tables.Write(["", "Mode-\nseeking", "Satu-\nration", "Vari-\nance", "at\nm = 2", "f''\nat 0", "f''\nat inf"], certificates.Select(Row));
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
            Short(certificate.VarianceAt(Verdicts.Distance)!.Value), $"r^{Short(atZero.CurvatureExponent)}", $"r^{Short(atInfinity.CurvatureExponent)}",
        ]
        : [certificate.Name, "-", "-", "-", "-", "-", "-"];

    private void WriteSoundness(DivergenceCertificate certificate)
    {
        if (certificate.IsSound)
            Say("  h is finite, not negative and continuous over 24 decades of r: it is the weighting of an f-divergence (Proposition 1).");
        foreach (var fault in certificate.Faults) Say($"  !! {fault}");
    }

    private void WriteRules()
    {
        foreach (var rule in Verdicts.Rules) Say(rule);
    }

    private void Say(string text) => terminal.Out.WriteLine(Wrapping.Wrap(text, terminal.Width));

    /// <summary>Three digits, for a table with many columns.</summary>
    private static string Short(double value) => Math.Abs(value) < 1e-9 ? "0" : value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "infinite",
        double.NegativeInfinity => "-infinite",
        double.NaN => "undefined",
        _ when Math.Abs(value) < 1e-9 => "0",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture) is "0" or "-0" ? value.ToString("0.##e+0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
