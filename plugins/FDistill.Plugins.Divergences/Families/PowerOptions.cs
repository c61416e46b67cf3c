using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Options of <see cref="Power"/>.</summary>
public sealed class PowerOptions
{
    /// <summary>γ: the larger, the more it covers modes and the more h
    /// varies. (house: ½, squared Hellinger but for its constant)</summary>
    [Range(-8.0, 8.0)]
    public double Gamma { get; set; } = 0.5;
}
