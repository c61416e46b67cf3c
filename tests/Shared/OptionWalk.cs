using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FDistill.Plugins;

namespace FDistill.Tests.Shared;

/// <summary>
/// Walks the options of a part: each flag, choice and number, at the ends of its range, at 0 and at 1,
/// is refused by name, changes what the part does, or is said to have no effect, and then has none.
/// </summary>
/// <typeparam name="TOptions">The part's options.</typeparam>
/// <param name="make">Options with which as much as possible acts.</param>
/// <param name="state">All that the part makes of options, as text.</param>
internal sealed class OptionWalk<TOptions>(Func<TOptions> make, Func<TOptions, string> state) where TOptions : class
{
    /// <summary>What is not asked, and why: an option, or one value of it (<c>Batch = 0</c>).</summary>
    public IReadOnlyDictionary<string, string> Left { get; init; } = new Dictionary<string, string>();

    /// <summary>Whatever does not hold, a sentence each.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var complaints = new List<string>();
        var (standing, mistake) = Outcome(make());
        if (standing is null) return [$"the options to start from are refused: {mistake}"];
        var unused = Left.Keys.ToHashSet();
        foreach (var property in typeof(TOptions).GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            if (unused.Remove(property.Name)) continue;
            if (!IsWalked(property.PropertyType)) complaints.Add($"{property.Name} is a {property.PropertyType.Name}: leave it out for a reason");
            foreach (var value in Values(property, property.GetValue(make())))
            {
                var name = FormattableString.Invariant($"{property.Name} = {value ?? "null"}");
                if (unused.Remove(name)) continue;
                var options = make();
                property.SetValue(options, value);
                var isIdle = options is IHasIdleOptions idle && idle.IdleOptions.Any(option => string.Equals(option.Key, property.Name, StringComparison.OrdinalIgnoreCase));
                var (found, refusal) = Outcome(options);
                if (refusal?.Contains(property.Name, StringComparison.OrdinalIgnoreCase) == false) complaints.Add($"{name} is refused without its name: {refusal}");
                if (refusal is null && isIdle && found != standing) complaints.Add($"{name} is said to have no effect, and has one");
                if (refusal is null && !isIdle && found == standing) complaints.Add($"{name} changes nothing, and nothing says so");
            }
        }

        return [.. complaints, .. unused.Select(left => $"{left} is left out, and there is no such option or value")];
    }

    private (string? State, string? Refusal) Outcome(TOptions options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var context = new ValidationContext(options) { MemberName = property.Name };
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => rule is RangeAttribute or EnumDataTypeAttribute or AllowedValuesAttribute))
                if (property.GetValue(options) is var value and not (IEnumerable and not string) && rule.GetValidationResult(value, context) is { } failure) return (null, failure.ErrorMessage);
        }

        if (options is IValidatableObject rules && rules.Validate(new(options)).FirstOrDefault() is { } wrong) return (null, $"{string.Join(", ", wrong.MemberNames)}: {wrong.ErrorMessage}");
        try
        {
            return (state(options), null);
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidDataException or InvalidOperationException)
        {
            return (null, refusal.Message);
        }
    }

    private static bool IsWalked(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsEnum || plain.IsPrimitive);

    private static IEnumerable<object?> Values(PropertyInfo property, object? standing)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IEnumerable<object?> values = type.IsEnum ? Enum.GetValues(type).Cast<object?>() : type == typeof(bool) ? [true, false] : IsWalked(type) ? Numbers(property, type) : [];
        return values.Concat(type != property.PropertyType ? [null] : []).Where(value => !Equals(value, standing)).Distinct();
    }

    private static IEnumerable<object?> Numbers(PropertyInfo property, Type type)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) return allowed.Values;
        var range = property.GetCustomAttribute<RangeAttribute>();
        return new[] { range?.Minimum ?? 0, range?.Maximum ?? 1, 0, 1 }.Select(number => Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture)).Where(number => range?.IsValid(number) != false);
    }
}
