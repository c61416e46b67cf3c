using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Options of <see cref="Amari"/>.</summary>
public sealed class AmariOptions
{
    /// <summary>α. (house: 0, where it is symmetric)</summary>
    [Range(-15.0, 15.0)]
    public double Alpha { get; set; }
}
