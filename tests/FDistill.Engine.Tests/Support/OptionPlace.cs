using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Networks;

namespace FDistill.Engine.Tests.Support;

/// <summary>One option of a section, by reflection: its key in a run file, and the way to it.</summary>
/// <param name="Key">E.g. <c>training.averages[0].decay</c>.</param>
/// <param name="Property">The property.</param>
/// <param name="Owner">The object that has it.</param>
internal sealed record OptionPlace(string Key, PropertyInfo Property, Func<object, object> Owner)
{
    /// <summary>All options of a training, those of its sections and of its first average included.</summary>
    public static IReadOnlyList<OptionPlace> All { get; } = Of<TrainingOptions>("training");

    /// <summary>All options of a section, those of the sections in it included.</summary>
    /// <param name="section">Its key in a run file.</param>
    public static IReadOnlyList<OptionPlace> Of<T>(string section) => [.. Below(section, typeof(T), options => options)];

    public void Set(object options, object value) => Property.SetValue(Owner(options), value);

    public object Get(object options) => Property.GetValue(Owner(options))!;

    /// <summary>The values at the ends of its range, 0 and 1, the
    /// other flag, all choices: whatever is not the default.</summary>
    public IReadOnlyList<object> Values(object standing)
    {
        var type = Property.PropertyType;
        IEnumerable<object> values = type.IsEnum ? Enum.GetValues(type).Cast<object>() : type == typeof(bool) ? [true, false] : Numbers(type);
        return [.. values.Where(value => !value.Equals(standing)).Distinct()];
    }

    /// <summary>Everything that is wrong with a training, as a run file's would be found.</summary>
    public static IReadOnlyList<string> Mistakes(TrainingOptions options) => [.. Mistakes("training", options)];

    /// <summary>Everything that is wrong with a part's options.</summary>
    public static IReadOnlyList<string> MistakesOf(object options) => [.. Mistakes("part", options)];

    /// <summary>The values at the ends of a property's range, 0 and 1, the other flag, all choices.</summary>
    public static IReadOnlyList<object> ValuesOf(PropertyInfo property, object standing) => new OptionPlace("", property, options => options).Values(standing);

    private IEnumerable<object> Numbers(Type type)
    {
        var range = Property.GetCustomAttribute<RangeAttribute>()!;
        var (smallest, largest) = (Convert.ToDouble(range.Minimum), Convert.ToDouble(range.Maximum));
        return new[] { smallest, largest, 0, 1 }.Where(number => number >= smallest && number <= largest).Select(number =>
            type == typeof(double) ? number
            : type == typeof(int) ? (object)(int)Math.Min(number, int.MaxValue)
            : number >= long.MaxValue ? long.MaxValue : (long)number);
    }

    private static IEnumerable<OptionPlace> Below(string path, Type type, Func<object, object> owner) =>
        from property in type.GetProperties()
        where property.CanWrite
        from place in At($"{path}.{Camel(property.Name)}", property, owner)
        select place;

    private static IEnumerable<OptionPlace> At(string key, PropertyInfo property, Func<object, object> owner)
    {
        if (property.PropertyType == typeof(string)) return [];
        if (property.PropertyType == typeof(IList<EmaOptions>)) return Below($"{key}[0]", typeof(EmaOptions), options => ((TrainingOptions)options).Averages[0]);
        return property.PropertyType.IsClass ? Below(key, property.PropertyType, options => property.GetValue(owner(options))!) : [new OptionPlace(key, property, owner)];
    }

    private static IEnumerable<string> Mistakes(string path, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var (key, value) = ($"{path}.{Camel(property.Name)}", property.GetValue(options));
            var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = Camel(property.Name) };
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => rule is RangeAttribute))
                if (rule.GetValidationResult(value, context) is { } failure) yield return $"{key}: {failure.ErrorMessage}";
            var inner = value switch
            {
                null or string => [],
                IEnumerable list => list.Cast<object>().Index().SelectMany(listed => Mistakes($"{key}[{listed.Index}]", listed.Item)),
                _ => property.PropertyType.IsClass ? Mistakes(key, value) : [],
            };
            foreach (var mistake in inner) yield return mistake;
        }

        if (options is not IValidatableObject rules) yield break;
        foreach (var failure in rules.Validate(new ValidationContext(options)))
            yield return $"{path}.{string.Join(", ", failure.MemberNames.Select(Camel))}: {failure.ErrorMessage}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
