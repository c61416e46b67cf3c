using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Options of <see cref="SmoothedTotalVariation"/>.</summary>
public sealed class SmoothedTotalVariationOptions
{
    /// <summary>w, the standard deviation of the bell in log r. (house: 1, a factor e of the ratio)</summary>
    [Range(0.01, 100.0)]
    public double Width { get; set; } = 1;
}
