using FDistill.Engine.Laboratory;

namespace FDistill.Cli.Reproduction.Certificates;

/// <summary>Table 1: mode-seeking, saturation and variance of the six divergences.</summary>
internal static class Table1
{
    /// <summary>The table.</summary>
    public static CertificateTable Table { get; } = new("table1", "Table 1: properties of six divergences", ["mode-seeking", "saturation", "variance"],
        [
            new("reverse-KL", "reverse-kl", "yes", "no", "-"),
            new("softened RKL", "softened-reverse-kl", "yes", "no", "low"),
            new("Jensen-Shannon", "js", "medium", "yes", "low"),
            new("squared Hellinger", "squared-hellinger", "medium", "yes", "low"),
            new("forward-KL", "forward-kl", "no", "no", "high"),
            new("Jeffreys", "jeffreys", "no", "no", "high"),
        ],
        certificate => [certificate.ModeSeeking ?? "unknown", certificate.Saturation ?? "unknown", certificate.Variance ?? "unknown"],
        Verdicts.Rules);
}
