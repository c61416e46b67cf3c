using System.ComponentModel.DataAnnotations;

namespace FDistill.Reports.Laboratory.Testbed.Theorem;

/// <summary>How Theorem 1 is put to the test.</summary>
public sealed class TheoremOneOptions
{
    /// <summary>Draws of q_t that the expectations are taken over, in more than one dimension. (house: 8,000)</summary>
    [Range(2, 10_000_000)]
    public int Draws { get; set; } = 8_000;

    /// <summary>Places of the grid that is integrated over, in one dimension. (house: 4,001)</summary>
    [Range(101, 1_000_000)]
    public int Places { get; set; } = 4_001;

    /// <summary>The noise levels, each a share of the schedule's
    /// draws that lie below. (house: three in the middle)</summary>
    public IReadOnlyList<double> Levels { get; set; } = [0.3, 0.5, 0.7];

    /// <summary>The step of the finite difference. (house: 10⁻³)</summary>
    [Range(1e-6, 0.1)]
    public double Step { get; set; } = 1e-3;

    /// <summary>Seed of the draws. (house: 0)</summary>
    public long Seed { get; set; }
}
