using System.Collections;
using System.Text.Json;

namespace FDistill.Hosting.RunFiles;

/// <summary>A value that is given outside the run file and takes the place of one in it.</summary>
/// <remarks>
/// On the command line <c>--set training.iterations=100</c>, in the environment
/// <c>FDISTILL__training__iterations=100</c>; the command line wins.
/// A value that begins with <c>[</c> or <c>{</c>, or is <c>null</c>, is JSON and replaces the whole list or section.
/// </remarks>
/// <param name="Origin">Where it was given, in words.</param>
/// <param name="Path">Which key.</param>
/// <param name="Text">The value, as written.</param>
public sealed record Override(string Origin, string Path, string Text)
{
    /// <summary>What the names of environment variables begin with
    /// that override a key; each further <c>__</c> is a dot.</summary>
    public const string Prefix = "FDISTILL__";

    /// <summary>Whether the value takes the place of all that
    /// stands below its key: a list, a section, or null.</summary>
    public bool IsWhole => Text == "null" || Text.StartsWith('[') || Text.StartsWith('{');

    /// <summary>Reads <c>key=value</c> as <c>--set</c> takes it.</summary>
    /// <param name="argument">What was written.</param>
    /// <exception cref="UserException">It has no <c>=</c>, or no key before it.</exception>
    public static Override FromArgument(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
            throw new UserException($"--set takes key=value, as in --set training.iterations=100; found '{argument}'.");
        var key = argument[..at].Trim();
        return new Override($"--set {key}", KeyPath.Parse(key), argument[(at + 1)..]);
    }

    /// <summary>The overrides among environment variables.</summary>
    /// <param name="variables">Names and values.</param>
    public static IEnumerable<Override> FromEnvironment(IDictionary variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(entry => entry.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && entry.Name.Length > Prefix.Length)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new Override(
                $"environment variable {entry.Name}",
                KeyPath.Parse(entry.Name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal)),
                entry.Value));
    }

    /// <summary>The value as flat entries below its path.</summary>
    /// <exception cref="UserException">It begins as a list or section but is not JSON.</exception>
    internal IReadOnlyDictionary<string, string?> Entries()
    {
        if (!IsWhole) return new Dictionary<string, string?> { [Path] = Text };
        try
        {
            return JsonEntries.Read(Text, Path).Values;
        }
        catch (JsonException failure)
        {
            throw new UserException($"{Origin}: the value begins as JSON but is not: {JsonMistake.Describe(failure)}", failure);
        }
    }
}
