using System.Globalization;
using FDistill.Reports.Laboratory;

namespace FDistill.Reproduction.Certificates;

/// <summary>Table 6: the tail weights of the six divergences.</summary>
internal static class Table6
{
    /// <summary>The table.</summary>
    public static CertificateTable Table { get; } = new("table6", "Table 6: rates of f'' at both ends", ["r to infinity", "r to 0"],
        [
            new("reverse-KL", "reverse-kl", "r^-2", "r^-2"),
            new("softened RKL", "softened-reverse-kl", "r^-3", "r^-2"),
            new("Jensen-Shannon", "js", "r^-2", "r^-1"),
            new("squared Hellinger", "squared-hellinger", "r^-1.5", "r^-1.5"),
            new("forward-KL", "forward-kl", "r^-1", "r^-1"),
            new("Jeffreys", "jeffreys", "r^-1", "r^-2"),
        ],
        certificate => [Rate(certificate.AtInfinity), Rate(certificate.AtZero)],
        ["f'' = h/r^2; its exponents are fitted to h over the last four of 24 decades of r, or exact where a divergence names them."]);

    private static string Rate(Tail? tail) => tail is null ? "unknown" : $"r^{Math.Round(tail.CurvatureExponent, 2).ToString("0.##", CultureInfo.InvariantCulture)}";
}
