using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins;

/// <summary>Marks a text option as a path of a file or folder.</summary>
/// <remarks>
/// The host resolves a relative path against the folder of the run file that holds it, and, unless <see cref="MayBeMissing"/>
/// is set, refuses a run whose path does not exist before anything heavy starts.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilePathAttribute : ValidationAttribute
{
    /// <summary>Whether a path that does not exist (yet) is accepted.</summary>
    public bool MayBeMissing { get; init; }

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string { Length: > 0 } path || MayBeMissing || Path.Exists(path)) return ValidationResult.Success;
        return new ValidationResult($"there is no file or folder '{path}'", [validationContext.MemberName!]);
    }
}
