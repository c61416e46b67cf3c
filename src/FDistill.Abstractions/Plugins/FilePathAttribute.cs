using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins;

/// <summary>Marks a text option as a path of a file or folder.</summary>
/// <remarks>
/// The host resolves a relative path against the folder of the
/// run file that holds it, and, unless <see cref="MayBeMissing"/>
/// is set, refuses a run whose path does not exist before anything heavy starts.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilePathAttribute : ValidationAttribute
{
    /// <summary>Whether a path that does not exist (yet) is accepted.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>Whether the path may be a pattern with braces, as in
    /// <c>shards/{00000..00099}.tar</c>, of which the folder before the braces must exist.</summary>
    public bool MayBePattern { get; init; }

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string { Length: > 0 } path || MayBeMissing || Path.Exists(path) || (MayBePattern && IsInFolder(path))) return ValidationResult.Success;
        return new ValidationResult($"there is no file or folder '{path}'", [validationContext.MemberName!]);
    }

    private static bool IsInFolder(string pattern) =>
        pattern.IndexOf('{', StringComparison.Ordinal) is > 0 and var brace && Directory.Exists(Path.GetDirectoryName(pattern[..brace]));
}
