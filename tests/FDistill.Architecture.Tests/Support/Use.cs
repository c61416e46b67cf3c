using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FDistill.Architecture.Tests.Support;

/// <summary>One type of ours that uses another: in its signature,
/// its attributes or the bodies of its methods.</summary>
/// <param name="From">Who uses.</param>
/// <param name="To">Who is used.</param>
internal sealed record Use(UsedType From, UsedType To)
{
    private const string Ours = "FDistill.";

    /// <summary>All uses of types of ours in an assembly, its own types among them.</summary>
    /// <param name="path">The assembly's file.</param>
    public static IReadOnlyList<Use> In(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.GetTypes().SelectMany(type => Named(type).Select(used => new Use(UsedType.Of(type), UsedType.Of(used)))).Where(use => use.To.Namespace.StartsWith(Ours, StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>The assemblies that an assembly names.</summary>
    /// <param name="path">The assembly's file.</param>
    public static IReadOnlyList<string> Libraries(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)];
    }

    private static IEnumerable<TypeReference> Named(TypeDefinition type) => Types(type).SelectMany(Parts);

    private static IEnumerable<TypeReference?> Types(TypeDefinition type)
    {
        yield return type.BaseType;
        foreach (var implemented in type.Interfaces) yield return implemented.InterfaceType;
        foreach (var attribute in Attributes(type)) yield return attribute;
        foreach (var constraint in type.GenericParameters.SelectMany(parameter => parameter.Constraints)) yield return constraint.ConstraintType;
        foreach (var field in type.Fields) yield return field.FieldType;
        foreach (var attribute in type.Fields.SelectMany(Attributes).Concat(type.Properties.SelectMany(Attributes))) yield return attribute;
        foreach (var method in type.Methods)
            foreach (var used in Types(method)) yield return used;
    }

    private static IEnumerable<TypeReference?> Types(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters) yield return parameter.ParameterType;
        foreach (var constraint in method.GenericParameters.SelectMany(parameter => parameter.Constraints)) yield return constraint.ConstraintType;
        foreach (var attribute in Attributes(method)) yield return attribute;
        if (!method.HasBody) yield break;
        foreach (var variable in method.Body.Variables) yield return variable.VariableType;
        foreach (var caught in method.Body.ExceptionHandlers) yield return caught.CatchType;
        foreach (var used in method.Body.Instructions.SelectMany(Types)) yield return used;
    }

    private static IEnumerable<TypeReference?> Types(Instruction instruction)
    {
        if (instruction.Operand is TypeReference type) yield return type;
        if (instruction.Operand is not MemberReference member) yield break;
        yield return member.DeclaringType;
        if (member is FieldReference field) yield return field.FieldType;
        if (member is not MethodReference method) yield break;
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters) yield return parameter.ParameterType;
        if (method is GenericInstanceMethod generic)
            foreach (var argument in generic.GenericArguments) yield return argument;
    }

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    /// <summary>The types that a reference is made of: a list of tensors is a list and a tensor.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? reference) => reference switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [reference],
    };
}

/// <summary>A type, by the outermost one that it is nested in.</summary>
/// <param name="Assembly">The assembly that defines it.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record UsedType(string Assembly, string Namespace, string Name)
{
    /// <summary>Of a reference.</summary>
    public static UsedType Of(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return new UsedType(type.Scope is AssemblyNameReference elsewhere ? elsewhere.Name : type.Module.Assembly.Name.Name, type.Namespace, type.Name);
    }
}
