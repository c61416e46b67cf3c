using System.ComponentModel.DataAnnotations;

namespace Acme.Datasets;

/// <summary>Options of <see cref="Stripes"/>.</summary>
public sealed class StripesOptions
{
    /// <summary>How many pictures there are. (default: 1,000)</summary>
    [Range(2, 10_000_000)]
    public int Records { get; set; } = 1000;

    /// <summary>Height and width. (default: 8)</summary>
    [Range(2, 1024)]
    public int Size { get; set; } = 8;
}
