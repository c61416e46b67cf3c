using System.ComponentModel.DataAnnotations;

namespace FDistill.Reports.Laboratory.Testbed.Maps;

/// <summary>How h is mapped over the plane.</summary>
public sealed class WeightMapOptions
{
    /// <summary>Places along each side of the map. (house: 81)</summary>
    [Range(2, 2_000)]
    public int Places { get; set; } = 81;

    /// <summary>The noise level, as the share of the schedule's draws that
    /// lie below. (house: 0.3, where the modes do not meet)</summary>
    [Range(0.0, 0.999999)]
    public double Level { get; set; } = 0.3;

    /// <summary>Samples of the student that means are taken over. (house: 20,000)</summary>
    [Range(100, 10_000_000)]
    public int Samples { get; set; } = 20_000;

    /// <summary>The seed. (house: 0)</summary>
    public long Seed { get; set; }
}
