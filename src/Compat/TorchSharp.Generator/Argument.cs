using System.Globalization;

namespace TorchSharp.Generator;

/// <summary>One argument of an operator: how it becomes a <c>Value</c>, and what must be pinned or kept alive for it.</summary>
internal sealed class Argument
{
    private Argument(string source, string value)
    {
        Source = source;
        Value = value;
    }

    /// <summary>The C# expression that it stands for.</summary>
    public string Source { get; }

    /// <summary>The C# expression of its <c>Value</c>.</summary>
    public string Value { get; }

    /// <summary>The declaration of a <c>fixed</c> statement around the call.</summary>
    public string? Pin { get; private set; }

    /// <summary>What the garbage collector must leave alone until the call returns.</summary>
    public string? KeptAlive { get; private set; }

    private string? Preparation { get; set; }

    public void WritePreparation(CodeWriter code)
    {
        if (Preparation is not null) code.Line(Preparation);
    }

    public static Argument Parse(string text, IReadOnlyList<Parameter> parameters)
    {
        if (text == "_") return new Argument(text, "default");
        if (text == "none") return new Argument(text, "Value.None");
        if (text == "this") return new Argument(text, "Value.Of(this)") { KeptAlive = text };
        if (text[0] == '"') return Utf8(text, text.Trim('"'), $"{text}u8");
        if (text[0] == '[') return List(text, parameters);
        if (text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return new Argument(text, $"Value.Of({text})");
        var parameter = parameters.FirstOrDefault(p => p.Name == text) ?? throw new FormatException($"'{text}' is neither a parameter nor a literal");
        return Of(parameter);
    }

    private static Argument Of(Parameter parameter)
    {
        var source = parameter.Identifier;
        switch (parameter.Type)
        {
            case "Tensor" or "Tensor?" or "Generator" or "Generator?":
                return new Argument(source, $"Value.Of({source})") { KeptAlive = source };
            case "Scalar" or "Scalar?" or "Device" or "Device?" or "long" or "int" or "double" or "float" or "bool"
                or "long?" or "int?" or "double?" or "bool?" or "ScalarType" or "ScalarType?" or "nn.Reduction" or "Reduction":
                return new Argument(source, $"Value.Of({source})");
            case "long[]" or "long[]?" or "double[]" or "double[]?":
                return Pinned(parameter, source, parameter.Type.TrimEnd('?', ']', '['), $"Value.Of({{0}}, {source}?.Length)");
            case "ReadOnlySpan<long>":
                return Pinned(parameter, source, "long", $"Value.Of({{0}}, {source}.Length)");
            case "Size":
                return Pinned(parameter, $"{source}.Shape", "long", $"Value.Of({{0}}, {source}.Length)");
            case "IEnumerable<long>":
                return Pinned(parameter, $"{parameter.Name}_list", "long", $"Value.Of({{0}}, {parameter.Name}_list.Length)", $"{source}.ToArray()");
            case "Tensor[]" or "IList<Tensor>" or "IEnumerable<Tensor>" or "ReadOnlySpan<Tensor>":
                var handles = Pinned(parameter, $"{parameter.Name}_list.Handles", "nint", $"Value.Of({{0}}, {parameter.Name}_list.Handles.Length)",
                    $"new TensorList({source})");
                handles.KeptAlive = $"{parameter.Name}_list";
                return handles;
            case "string" or "string?" or "RoundingMode" or "FFTNormType" or "Modules.GELU.Approximate" or "Padding" or "linalg.QRMode":
                return Utf8(source, parameter.Name, $"OperatorNames.Of({source})");
            case var tuple when Text.SplitTopLevel(tuple.TrimEnd('?').Trim('(', ')')) is { Count: > 1 } parts && parts.All(part => part == parts[0]):
                var list = $"{parameter.Name}_list";
                return Pinned(parameter, list, parts[0], $"Value.Of({{0}}, {list}?.Length)", $"Lists.Of({source})");
            default:
                throw new FormatException($"a parameter of type '{parameter.Type}' cannot be handed to an operator");
        }
    }

    private static Argument Pinned(Parameter parameter, string source, string element, string value, string? preparation = null)
    {
        var pointer = $"{parameter.Name}_pointer";
        return new Argument(source, string.Format(CultureInfo.InvariantCulture, value, pointer))
        {
            Pin = $"{element}* {pointer} = {source}",
            Preparation = preparation is null ? null : $"var {source.Split('.')[0]} = {preparation};",
        };
    }

    private static Argument Utf8(string source, string name, string bytes)
    {
        var identifier = "utf8_" + new string([.. name.Where(char.IsLetterOrDigit)]);
        return new Argument(source, $"Value.OfText({identifier}_pointer, {identifier}.Length)")
        {
            Preparation = $"var {identifier} = {bytes};",
            Pin = $"byte* {identifier}_pointer = {identifier}",
        };
    }

    private static Argument List(string text, IReadOnlyList<Parameter> parameters)
    {
        var items = Text.SplitTopLevel(text.Trim('[', ']')).Select(item => parameters.FirstOrDefault(p => p.Name == item)?.Identifier ?? item).ToList();
        if (parameters.FirstOrDefault(p => p.Identifier == items.FirstOrDefault()) is { Type: "Tensor" }) return TensorList(items);
        var name = "list_" + new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return new Argument(text, $"Value.Of({name}_pointer, {items.Count})")
        {
            Preparation = $"ReadOnlySpan<long> {name} = [{string.Join(", ", items)}];",
            Pin = $"long* {name}_pointer = {name}",
        };
    }

    private static Argument TensorList(List<string> items)
    {
        var name = string.Join("_", items) + "_list";
        return new Argument(name, $"Value.Of({name}_pointer, {name}.Handles.Length)")
        {
            Preparation = $"var {name} = new TensorList([{string.Join(", ", items)}]);",
            Pin = $"nint* {name}_pointer = {name}.Handles",
            KeptAlive = name,
        };
    }
}
