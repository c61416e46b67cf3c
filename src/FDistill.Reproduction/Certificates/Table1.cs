using FDistill.Reports.Laboratory;

namespace FDistill.Reproduction.Certificates;

/// <summary>Table 1: mode-seeking, saturation and variance of the six divergences.</summary>
internal static class Table1
{
    /// <summary>The table.</summary>
    public static CertificateTable Table { get; } = new("table1", "Table 1: properties of six divergences", ["mode-seeking", "saturation", "variance"],
        [
            new("reverse-KL", "reverse-kl", "Yes", "No", "-"),
            new("softened RKL", "softened-reverse-kl", "Yes", "No", "Low"),
            new("Jensen-Shannon", "js", "Medium", "Yes", "Low"),
            new("squared Hellinger", "squared-hellinger", "Medium", "Yes", "Low"),
            new("forward-KL", "forward-kl", "No", "No", "High"),
            new("Jeffreys", "jeffreys", "No", "No", "High"),
        ],
        certificate => [certificate.ModeSeeking ?? "unknown", certificate.Saturation ?? "unknown", certificate.Variance ?? "unknown"],
        Classification.Rules);
}
