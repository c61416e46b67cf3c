using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Divergences.Expressions;

/// <summary>Options of <see cref="Expression"/>.</summary>
public sealed class ExpressionOptions : IValidatableObject
{
    /// <summary>h as a formula of <c>r</c>, or of its logarithm <c>logr</c>: numbers, <c>+ - * / ^</c>, parentheses,
    /// <c>exp log sqrt abs sigmoid tanh min max</c>. There is no default.</summary>
    [Required]
    public string H { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        ValidationResult? mistake = null;
        try
        {
            Parser.Parse(H);
        }
        catch (FormatException failure)
        {
            mistake = new ValidationResult(failure.Message, [nameof(H)]);
        }

        return mistake is null ? [] : [mistake];
    }
}
