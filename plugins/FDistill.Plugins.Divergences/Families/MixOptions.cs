using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Divergences.Families;

/// <summary>Options of <see cref="Mix"/>.</summary>
public sealed class MixOptions : IValidatableObject
{
    /// <summary>The one that counts 1 − share. (house: reverse-KL, half of Jeffreys)</summary>
    public string First { get; set; } = "reverse-kl";

    /// <summary>The one that counts share. (house: forward-KL, the other half)</summary>
    public string Second { get; set; } = "forward-kl";

    /// <summary>s. (house: ½)</summary>
    [Range(0.0, 1.0)]
    public double Share { get; set; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, member) in new[] { (First, nameof(First)), (Second, nameof(Second)) })
            if (!Canonical.Names.Contains(name))
                yield return new($"found '{name}', expected one of {string.Join(", ", Canonical.Names)}", [member]);
    }
}
