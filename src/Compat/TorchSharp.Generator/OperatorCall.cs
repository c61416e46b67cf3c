namespace TorchSharp.Generator;

/// <summary>
/// A call of one of libtorch's operators: <c>aten::name.overload(arguments)</c>. An argument is a parameter, <c>this</c>, a literal,
/// <c>none</c>, a list <c>[a, b]</c> of integers or tensors, or <c>_</c> for the default that the operator's schema gives.
/// </summary>
internal sealed class OperatorCall
{
    private readonly IReadOnlyList<Argument> arguments;
    private readonly bool setsRequiresGrad;
    private readonly bool fillsOut;

    private OperatorCall(string name, string overload, IReadOnlyList<Argument> arguments, IReadOnlyList<Parameter> parameters)
    {
        Name = name;
        Overload = overload;
        this.arguments = arguments;
        setsRequiresGrad = IsLeft("requires_grad");
        fillsOut = IsLeft("out");

        // These two are not for the operator, but for its result.
        bool IsLeft(string parameter) => parameters.Any(p => p.Name == parameter) && arguments.All(a => a.Source != Parameter.Escape(parameter));
    }

    public string Name { get; }

    public string Overload { get; }

    /// <summary>The field that holds the operator.</summary>
    public string Field => Parameter.Escape(Overload.Length == 0 ? Name : Name + "_" + Overload);

    private bool IsInPlace => Name.EndsWith("_", StringComparison.Ordinal);

    public static OperatorCall Parse(string text, IReadOnlyList<Parameter> parameters)
    {
        var open = text.IndexOf('(');
        if (open < 0 || !text.EndsWith(")", StringComparison.Ordinal)) throw new FormatException($"'{text}' is no call");
        var name = text.Substring("aten::".Length, open - "aten::".Length).Split('.');
        var arguments = Text.SplitTopLevel(text.Substring(open + 1, text.Length - open - 2))
            .Select(argument => Argument.Parse(argument, parameters)).ToList();
        return new OperatorCall(name[0], name.Length > 1 ? name[1] : "", arguments, parameters);
    }

    public void Write(CodeWriter code, string returnType)
    {
        foreach (var argument in arguments) argument.WritePreparation(code);
        var pins = arguments.Select(a => a.Pin).Where(pin => pin is not null).ToList();
        foreach (var pin in pins) code.Line($"fixed ({pin})");
        code.Open("");
        code.Line($"var _values = stackalloc Value[{Math.Max(arguments.Count, 1)}];");
        for (var i = 0; i < arguments.Count; i++) code.Line($"_values[{i}] = {arguments[i].Value};");
        WriteCall(code, returnType);
        code.Close();
    }

    private void WriteCall(CodeWriter code, string returnType)
    {
        var call = $"Operators.{Field}.{Result(returnType)}(_values, {arguments.Count})";
        var hasResult = returnType != "void" && !(IsInPlace && returnType == "Tensor");
        code.Line((hasResult ? "var _result = " : "") + call + ";");
        foreach (var kept in arguments.Select(a => a.KeptAlive).Where(kept => kept is not null)) code.Line($"GC.KeepAlive({kept});");
        if (setsRequiresGrad) code.Line("if (requires_grad) _result.requires_grad_();");
        if (hasResult) code.Line(fillsOut ? "return Creation.Into(@out, _result);" : "return _result;");
        else if (returnType != "void") code.Line($"return {arguments[0].Source};");
    }

    private string Result(string returnType) => returnType switch
    {
        "Tensor" => IsInPlace ? "Run" : "Tensor",
        "(Tensor, Tensor)" => "Pair",
        "(Tensor, Tensor, Tensor)" => "Triple",
        "(Tensor, Tensor, Tensor, Tensor)" => "Quadruple",
        "Tensor[]" or "IList<Tensor>" or "IEnumerable<Tensor>" or "ICollection<Tensor>" => "Tensors",
        "bool" => "Boolean",
        "long" => "Integer",
        "double" => "Real",
        "ScalarType" => "Type",
        "void" => "Run",
        _ => throw new FormatException($"an operator cannot return '{returnType}'"),
    };
}
