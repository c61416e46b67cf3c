using Microsoft.CodeAnalysis.CSharp;

namespace TorchSharp.Generator;

/// <summary>One parameter of a method: <c>[params|out] type name [= default]</c>.</summary>
internal sealed class Parameter
{
    private Parameter(string modifier, string type, string name, string? defaultValue)
    {
        Modifier = modifier;
        Type = type;
        Name = name;
        DefaultValue = defaultValue;
    }

    public string Modifier { get; }

    /// <summary>The type without the question mark of a reference that may be null.</summary>
    public string Type { get; }

    public string Name { get; }

    public string? DefaultValue { get; }

    public bool MayBeNull => DefaultValue == "null";

    public string Identifier => Escape(Name);

    public static Parameter Parse(string text)
    {
        string? defaultValue = null;
        var equals = text.IndexOf(" = ", StringComparison.Ordinal);
        if (equals >= 0)
        {
            defaultValue = text.Substring(equals + 3).Trim();
            text = text.Substring(0, equals);
        }
        text = text.Trim();
        var modifier = text.StartsWith("params ", StringComparison.Ordinal) ? "params " : "";
        text = text.Substring(modifier.Length);
        var space = text.LastIndexOf(' ');
        if (space < 0) throw new FormatException($"'{text}' is no parameter: a type and a name are needed");
        return new Parameter(modifier, text.Substring(0, space).Trim(), text.Substring(space + 1), defaultValue);
    }

    public string Declaration =>
        Modifier + Type + (MayBeNull && !Type.EndsWith("?", StringComparison.Ordinal) && !IsValue ? "?" : "") + " " + Identifier
        + (DefaultValue is null ? "" : " = " + (IsValue && DefaultValue == "null" ? "default" : DefaultValue));

    private bool IsValue => Type.StartsWith("ReadOnlySpan<", StringComparison.Ordinal);

    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
