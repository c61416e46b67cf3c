namespace TorchSharp.Generator;

/// <summary>
/// One line of an <c>.ops</c> file: a C# signature and what stands behind it.
/// <list type="bullet">
/// <item><c>=> aten::name.overload(arguments)</c>: an operator of libtorch.</item>
/// <item><c>=> expression</c>: C#, taken as it is.</item>
/// <item>nothing: the method of the same name on the first parameter, with the other parameters.</item>
/// </list>
/// </summary>
internal sealed class OperatorMethod
{
    private readonly string returnType;
    private readonly string name;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly string? expression;
    private readonly bool isStatic;

    private OperatorMethod(string returnType, string name, IReadOnlyList<Parameter> parameters, string? expression, OperatorCall? call, bool isStatic)
    {
        this.returnType = returnType;
        this.name = name;
        this.parameters = parameters;
        this.expression = expression;
        this.isStatic = isStatic;
        Call = call;
    }

    /// <summary>The operator behind the method, if there is one.</summary>
    public OperatorCall? Call { get; }

    public static OperatorMethod Parse(string line, bool isStatic)
    {
        var arrow = line.IndexOf(" => ", StringComparison.Ordinal);
        var signature = (arrow < 0 ? line : line.Substring(0, arrow)).Trim();
        var body = arrow < 0 ? null : line.Substring(arrow + 4).Trim();

        if (!signature.EndsWith(")", StringComparison.Ordinal)) throw new FormatException($"'{signature}' is no signature");
        var open = Text.OpeningOf(signature, signature.Length - 1);
        var head = signature.Substring(0, open).Trim();
        var space = head.LastIndexOf(' ');
        if (space < 0) throw new FormatException($"'{head}' needs a return type and a name");
        var parameters = Text.SplitTopLevel(signature.Substring(open + 1, signature.Length - open - 2)).Select(Parameter.Parse).ToList();

        var call = body is not null && body.StartsWith("aten::", StringComparison.Ordinal) ? OperatorCall.Parse(body, parameters) : null;
        var expression = call is not null ? null : body ?? OnFirstParameter(head.Substring(space + 1), parameters);
        return new OperatorMethod(head.Substring(0, space).Trim(), head.Substring(space + 1), parameters, expression, call, isStatic);
    }

    public void Write(CodeWriter code, bool isPublic)
    {
        var modifiers = (isPublic ? "public " : "internal ") + (isStatic ? "static " : "") + (Call is null ? "" : "unsafe ");
        var header = $"{modifiers}{returnType} {Parameter.Escape(name)}({string.Join(", ", parameters.Select(p => p.Declaration))})";
        if (Call is null)
        {
            code.Line($"{header} => {expression};");
        }
        else
        {
            code.Open(header);
            Call.Write(code, returnType);
            code.Close();
        }
        code.Line();
    }

    private static string OnFirstParameter(string name, List<Parameter> parameters)
    {
        if (parameters.Count == 0) throw new FormatException($"'{name}' has no first parameter to stand on: say what it does after =>");
        return $"{parameters[0].Identifier}.{Parameter.Escape(name)}({string.Join(", ", parameters.Skip(1).Select(p => p.Identifier))})";
    }
}
