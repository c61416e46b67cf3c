using System.ComponentModel.DataAnnotations;

namespace Acme.Divergences;

/// <summary>Options of <see cref="Bounded"/>.</summary>
public sealed class BoundedOptions
{
    /// <summary>γ: 0 seeks modes as reverse-KL does, 1 is Jensen-Shannon. (default: 0.5)</summary>
    [Range(0.0, 1.0)]
    public double Gamma { get; set; } = 0.5;
}
