using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FDistill.Packages.Tests.Support;

/// <summary>What an assembly offers to others, one member a line.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>All public types and their public and protected members, in ordinal order.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) => [.. assembly.GetExportedTypes()
        .Where(type => !IsGenerated(type.Name) && !IsGenerated(type.FullName!))
        .SelectMany(type => Members(type).Prepend(Header(type))).Order(StringComparer.Ordinal).Distinct()];

    private static string Header(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var above = new[] { type.BaseType }.OfType<Type>().Where(parent => parent != typeof(object) && !type.IsValueType)
            .Concat(type.GetInterfaces().Except(inherited).Where(contract => contract.IsPublic)).Select(Name).Order(StringComparer.Ordinal).ToList();
        return $"{Name(type)} : {kind}{(above.Count > 0 ? " < " + string.Join(", ", above) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{Name(type)}.{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        if (typeof(Delegate).IsAssignableFrom(type)) return [Of(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared).Where(member => !IsGenerated(member.Name)).Select(Of).OfType<string>();
    }

    private static string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsOffered(constructor) => $"{Name(constructor.DeclaringType!)}.new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsOffered(method) && !IsSynthesized(method) => Of(method),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsOffered) && !(property.Name == "EqualityContract") =>
            $"{Name(property.DeclaringType!)}.{property.Name} :{(property.GetAccessors(nonPublic: true)[0].IsAbstract ? " abstract" : "")} {Name(property.PropertyType)}{Mark(Nullability.Create(property).ReadState)} {{ {Accessors(property)} }}",
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{Name(field.DeclaringType!)}.{field.Name} : {Name(field.FieldType)}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        EventInfo offered when IsOffered(offered.AddMethod!) => $"{Name(offered.DeclaringType!)}.{offered.Name} : event {Name(offered.EventHandlerType!)}",
        _ => null,
    };

    private static string Of(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var kind = method.IsStatic ? " static" : method.IsAbstract ? " abstract" : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsSealed ? " virtual" : "";
        return $"{Name(method.DeclaringType!)}.{method.Name}{generic}({Parameters(method)}) :{kind} {Name(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter).ReadState)}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter).WriteState)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")}"));

    private static string Accessors(PropertyInfo property) => string.Join(" ", property.GetAccessors(nonPublic: true).Where(IsOffered)
        .Select(accessor => accessor.ReturnType == typeof(void) ? accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;" : "get;").Order(StringComparer.Ordinal));

    private static string Value(object? value) => value switch { null => "null", string text => $"\"{text}\"", bool truth => truth ? "true" : "false", IFormattable number => number.ToString(null, CultureInfo.InvariantCulture), _ => $"{value}" };

    private static string Mark(NullabilityState state) => state == NullabilityState.Nullable ? "?" : "";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying);
        var name = (type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace is "System" ? "" : type.Namespace + ".") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>What the compiler writes for every record.</summary>
    private static bool IsSynthesized(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || (method.Name == "PrintMembers" && method.IsFamily) || (method.Name is "GetHashCode" or "ToString" or "Equals" && method.DeclaringType!.GetMethod("<Clone>$") is not null);

    private static bool IsGenerated(string name) => name.Contains('<', StringComparison.Ordinal) || name.Contains('$', StringComparison.Ordinal);
}
