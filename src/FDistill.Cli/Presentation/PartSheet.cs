using FDistill.Hosting.Documentation;
using FDistill.Hosting.Plugins;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>Writes what parts there are, and what options they have.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class PartSheet(Terminal terminal)
{
    private const int Indent = 4;

    private readonly OptionDescriptions options = new(new XmlDocumentation());

    /// <summary>The parts of one kind, each with the names of its options.</summary>
    public void Write(PartKind kind, IReadOnlyList<PartDescriptor> parts)
    {
        if (parts.Count == 0) return;
        terminal.Out.WriteLine($"{kind}");
        foreach (var part in parts)
        {
            Line($"{part.Name}: {part.Description}", indent: 2);
            var keys = options.Of(part.OptionsType).Where(option => !option.Key.Contains('.', StringComparison.Ordinal)).Select(option => option.Key).ToList();
            if (keys.Count > 0) Line($"options: {string.Join(", ", keys)}", Indent);
        }

        terminal.Out.WriteLine();
    }

    /// <summary>One part with all of its options.</summary>
    public void Write(PartDescriptor part)
    {
        Line($"{part.Kind}/{part.Name}: {part.Description}");
        Line($"brought by {part.Plugin}; chosen by \"{part.Kind}\": {{ \"use\": \"{part.Name}\" }}", indent: 2);
        var described = options.Of(part.OptionsType);
        terminal.Out.WriteLine();
        if (described.Count == 0) terminal.Out.WriteLine("It has no options.");
        foreach (var option in described)
        {
            Line($"{option.Key}: {option.Expected}{(option.IsRequired ? "; has to be given" : option.Default is { } value ? $"; default {value}" : "")}", indent: 2);
            if (option.Summary.Length > 0) Line(option.Summary, Indent);
        }
    }

    private void Line(string text, int indent = 0) => terminal.Out.WriteLine(Wrapping.Wrap(new string(' ', indent) + text, terminal.Width));
}
