using System.CommandLine;

namespace FDistill.Cli.Commands;

/// <summary>A command with examples, which its help shows.</summary>
/// <param name="name">What to type.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines.</param>
internal class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Whether it, or a verb below it, computes: then libtorch has to be there.</summary>
    public bool Computes { get; init; } = true;
}
