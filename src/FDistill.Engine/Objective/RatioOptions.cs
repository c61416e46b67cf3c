using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Objective;

/// <summary>Clamps of the density ratio and its normalisation over time bins (stage 1).</summary>
public sealed class RatioOptions : IValidatableObject
{
    /// <summary>Without shrinkage, a bin needs this many samples on average. (house)</summary>
    public const int FewestSamples = 2;

    /// <summary>log r is clamped to ± this. (FastGen: 10)</summary>
    [Range(0.0, 80.0, MinimumIsExclusive = true)]
    public double LogClamp { get; set; } = 10;

    /// <summary>The smallest r. (FastGen: 0.1)</summary>
    [Range(0.0, double.MaxValue)]
    public double Lower { get; set; } = 0.1;

    /// <summary>The largest r. (FastGen: 20)</summary>
    [Range(0.0, double.MaxValue)]
    public double Upper { get; set; } = 20;

    /// <summary>Whether r is divided by its average in its time bin, stage 1. (paper: yes)</summary>
    public bool Normalize { get; set; } = true;

    /// <summary>How many time bins there are. (FastGen: 10)</summary>
    [Range(1, 10_000)]
    public int Bins { get; set; } = 10;

    /// <summary>What the bins hold equal shares of. (FastGen: of the time range)</summary>
    public Binning Binning { get; set; } = Binning.Time;

    /// <summary>The share of its past that a bin's average keeps. (FastGen: 0; 0.5 on ImageNet-64)</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double EmaRate { get; set; }

    /// <summary>
    /// n₀: a bin's average of n samples counts n/(n + n₀), the average over all
    /// bins the rest. A bin of few samples then follows the others instead of
    /// dividing each sample by itself, which would make h the same for all of them. (house: 8; FastGen: 0)
    /// </summary>
    [Range(0.0, 1e9)]
    public double Shrinkage { get; set; } = 8;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lower <= 0 || Lower >= 1 || Upper <= 1)
            yield return new($"lower {Lower} and upper {Upper} must satisfy 0 < lower < 1 < upper: the ratio of equal densities is 1", [nameof(Lower), nameof(Upper)]);
    }
}

/// <summary>What time bins hold equal shares of.</summary>
public enum Binning
{
    /// <summary>Equal shares of the drawn times.</summary>
    Draws,

    /// <summary>Equal parts of the range of t.</summary>
    Time,
}
