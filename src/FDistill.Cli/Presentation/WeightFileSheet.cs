using System.Globalization;
using FDistill.Reports.Wording;
using FDistill.Runs;

namespace FDistill.Cli.Presentation;

/// <summary>What a file of weights holds, in lines and a table.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class WeightFileSheet(Terminal terminal)
{
    /// <summary>A fact may be this long: a pickle's may be whole lists of parameters.</summary>
    private const int LongestFact = 400;

    /// <summary>Writes it; no tensor is read.</summary>
    public void Write(WeightFile file)
    {
        terminal.Out.WriteLine(file.Path);
        foreach (var (name, value) in file.Metadata)
            terminal.Out.WriteLine(Wrapping.Wrap($"  {name}: {(value.Length > LongestFact ? $"{value[..LongestFact]}…" : value)}", terminal.Width, hang: 4));
        new Tables(terminal).Write(["Tensor", "Type", "Shape"], file.Entries.Select(entry => new[] { entry.Name, $"{entry.Type}", $"[{string.Join(", ", entry.Shape)}]" }));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Entries.Count} tensors, {file.Entries.Sum(entry => entry.Count):N0} numbers"));
    }
}
