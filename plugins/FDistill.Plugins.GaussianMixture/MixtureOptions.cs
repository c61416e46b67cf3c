using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>A mixture of Gaussians.</summary>
public abstract class MixtureOptions : IValidatableObject
{
    /// <summary>Dimensions of a point. (house: 2)</summary>
    [Range(1, 10_000)]
    public int Dimension { get; set; } = 2;

    /// <summary>The components; at least one.</summary>
    [MinLength(1)]
    public ComponentOptions[] Components { get; set; } = [];

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var index = 0; index < Components.Length; index++)
            if (Components[index].Mean.Length != Dimension)
                yield return new($"components[{index}].mean has {Components[index].Mean.Length} numbers, the points have dimension {Dimension}", [nameof(Components)]);
    }

    internal Mixture ToMixture() => new(
        [.. Components.Select(component => new MixtureComponent(component.Weight, component.Mean, component.Variance))]);
}

/// <summary>One component of a mixture.</summary>
public sealed class ComponentOptions
{
    /// <summary>Its share, up to a common factor. (house: 1, so that all count alike)</summary>
    [Range(1e-12, double.MaxValue)]
    public double Weight { get; set; } = 1;

    /// <summary>Its mean.</summary>
    public double[] Mean { get; set; } = [];

    /// <summary>Its variance in every direction. (house: 1)</summary>
    [Range(1e-12, double.MaxValue)]
    public double Variance { get; set; } = 1;
}
