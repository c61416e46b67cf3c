using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FDistill.Hosting.RunFiles;

/// <summary>The shapes that an option's type can have.</summary>
internal static class OptionTypes
{
    /// <summary>The properties of an options class that a run file can
    /// set, in the order declared, a base class's first.</summary>
    public static IReadOnlyList<PropertyInfo> Settable(Type type) =>
        [.. Ancestry(type).Reverse().SelectMany(declaring => declaring.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name)];

    /// <summary>Whether values of a type are written as one JSON value.</summary>
    public static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string);
    }

    /// <summary>Whether a type is a list, and of what.</summary>
    public static bool IsList(Type type, [NotNullWhen(true)] out Type? element)
    {
        element = type.IsArray ? type.GetElementType() : Argument(type, typeof(List<>), typeof(IReadOnlyList<>), typeof(IList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>));
        return element is not null;
    }

    /// <summary>Whether a type is a dictionary with text keys, and of what.</summary>
    public static bool IsDictionary(Type type, [NotNullWhen(true)] out Type? element)
    {
        var matches = type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(Dictionary<,>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            && type.GetGenericArguments()[0] == typeof(string);
        element = matches ? type.GetGenericArguments()[1] : null;
        return matches;
    }

    /// <summary>Whether a type is the choice of a part, and of which contract.</summary>
    public static bool IsPartChoice(Type type, [NotNullWhen(true)] out Type? contract)
    {
        contract = Argument(type, typeof(PartChoice<>));
        return contract is not null;
    }

    /// <summary>Whether a type is a class of options of its own.</summary>
    public static bool IsSection(Type type) => !IsScalar(type) && !IsList(type, out _) && !IsDictionary(type, out _) && !IsPartChoice(type, out _);

    private static Type? Argument(Type type, params Type[] definitions) =>
        type.IsGenericType && definitions.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;

    private static IEnumerable<Type> Ancestry(Type type)
    {
        for (var ancestor = type; ancestor is not null && ancestor != typeof(object); ancestor = ancestor.BaseType) yield return ancestor;
    }
}
