using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using FDistill.Hosting.Plugins;
using FDistill.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>Holds options against the DataAnnotations of their class and
/// words what is wrong: what was found, what was expected.</summary>
internal static class OptionsValidator
{
    /// <summary>Validates one options object; those inside it are validated where they are bound.</summary>
    public static void Validate(object options, string path, PluginCatalog catalog, RunFileProblems problems)
    {
        foreach (var property in OptionTypes.Settable(options.GetType()))
        {
            var key = KeyPath.Below(path, KeyPath.Key(property.Name));
            if (problems.Touch(key)) continue;
            var value = property.GetValue(options);
            var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = KeyPath.Key(property.Name) };
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
                foreach (var item in Items(rule, value))
                    if (rule.GetValidationResult(item, context) is { } failure && failure != ValidationResult.Success)
                        Tell(problems, key, rule, item, Word(rule, item, property, failure, catalog));
        }

        if (problems.Touch(path) || options is not IValidatableObject rules) return;
        foreach (var failure in rules.Validate(new ValidationContext(options)))
            problems.Add(KeyPath.Below(path, KeyPath.Key(failure.MemberNames.FirstOrDefault() ?? "")).TrimEnd(':'), failure.ErrorMessage ?? "is not valid");
    }

    private static void Tell(RunFileProblems problems, string key, ValidationAttribute rule, object? value, string message)
    {
        if (rule is FilePathAttribute) problems.MissingFile(key, (string)value!, message);
        else problems.Add(key, message);
    }

    /// <summary>What a rule is applied to: for a list of paths or numbers,
    /// each of them, unless the rule is about the list itself.</summary>
    private static IEnumerable<object?> Items(ValidationAttribute rule, object? value) =>
        value is System.Collections.IEnumerable list and not string && rule is not (RequiredAttribute or MinLengthAttribute or MaxLengthAttribute or LengthAttribute)
            ? list.Cast<object?>()
            : [value];

    private static string Word(ValidationAttribute rule, object? value, PropertyInfo property, ValidationResult failure, PluginCatalog catalog) => rule switch
    {
        RequiredAttribute => "is missing; expected " + Expected(property.PropertyType, catalog),
        RangeAttribute range => $"found {Text(value)}, expected {Between(range)}",
        AllowedValuesAttribute allowed => $"found {Text(value)}, expected one of {string.Join(", ", allowed.Values.Select(Text))}",
        RegularExpressionAttribute => $"found '{value}', {failure.ErrorMessage}",
        MinLengthAttribute shortest => $"expected at least {Text(shortest.Length)} entr{(shortest.Length == 1 ? "y" : "ies")}",
        _ => failure.ErrorMessage ?? "is not valid",
    };

    private static string Expected(Type type, PluginCatalog catalog) => OptionTypes.IsPartChoice(type, out var contract)
        ? $"{ScalarValues.Expected(type)}. There are: {string.Join(", ", catalog.Names(PartKind.Of(contract)))}."
        : ScalarValues.Expected(type);

    private static string Between(RangeAttribute range)
    {
        var lowest = IsUnbounded(range.Minimum) ? null
            : range.Minimum is double.Epsilon ? "more than 0"
            : (range.MinimumIsExclusive ? "more than " : "at least ") + Text(range.Minimum);
        var highest = IsUnbounded(range.Maximum) ? null : (range.MaximumIsExclusive ? "less than " : "at most ") + Text(range.Maximum);
        return string.Join(" and ", new[] { lowest, highest }.OfType<string>());
    }

    /// <summary>Whether a bound is the end of its type's range, also
    /// that of a long as RangeAttribute keeps it, in a double.</summary>
    private static bool IsUnbounded(object bound) => bound is int.MinValue or int.MaxValue || (bound is double real && Math.Abs(real) >= long.MaxValue);

    private static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
