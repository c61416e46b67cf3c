namespace FDistill.Engine.DryRuns;

/// <summary>What a GPU is assumed to compute: its peak, of which convolutions reach a share.</summary>
/// <param name="Numbers">In which numbers.</param>
/// <param name="Peak">Operations a second at most. (NVIDIA A100, data sheet, without sparsity)</param>
public sealed record GpuRate(string Numbers, double Peak)
{
    /// <summary>The share of the peak that is assumed to be reached. (house: 0.4)</summary>
    public const double Share = 0.4;

    /// <summary>The GPU that estimates are for.</summary>
    public const string Gpu = "A100";

    /// <summary>Its rates.</summary>
    public static IReadOnlyList<GpuRate> All { get; } = [new("fp32", 19.5e12), new("tf32", 156e12), new("bf16", 312e12)];

    /// <summary>Hours for a number of operations.</summary>
    public double Hours(double operations) => operations / (Peak * Share) / 3600;
}
