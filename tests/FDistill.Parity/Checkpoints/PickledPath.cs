using System.Globalization;
using FDistill.Formats.Pickles;

namespace FDistill.Parity.Checkpoints;

/// <summary>Finds a value inside another one of a pickle.</summary>
internal static class PickledPath
{
    /// <summary>The value at a path of keys and indices.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static object? Find(object? value, IEnumerable<string> path) => path.Aggregate(value, (found, step) => found switch
    {
        PickleDictionary dictionary when dictionary.Entries.Where(pair => FormattableString.Invariant($"{pair.Key}") == step).ToList() is [var entry] => entry.Value,
        PickleSequence sequence when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Count => sequence.Items[index],
        _ => throw new InvalidDataException($"the file has no value '{step}' where {string.Join('/', path)} leads"),
    });
}
