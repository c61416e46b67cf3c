using System.Diagnostics.CodeAnalysis;

namespace FDistill.Formats.Pickles;

/// <summary>A dictionary of a pickle, in its order.</summary>
internal sealed class PickleDictionary
{
    private readonly List<KeyValuePair<object, object?>> entries = [];
    private readonly Dictionary<object, int> places = [];

    /// <summary>Keys (texts, numbers, booleans) and values.</summary>
    public IReadOnlyList<KeyValuePair<object, object?>> Entries => entries;

    /// <summary>Adds an entry, or changes the value of one.</summary>
    /// <exception cref="FormatException">The key is of a kind that no file of weights has.</exception>
    public void Set(object? key, object? value)
    {
        if (key is not (string or long or bool or double)) throw new FormatException($"a dictionary's key is {PickleValues.Describe(key)}; texts and numbers are read");
        if (places.TryGetValue(key, out var place))
        {
            entries[place] = KeyValuePair.Create(key, value);
            return;
        }
        places.Add(key, entries.Count);
        entries.Add(KeyValuePair.Create(key, value));
    }

    /// <summary>The value of a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out object? value)
    {
        value = places.TryGetValue(key, out var place) ? entries[place].Value : null;
        return value is not null;
    }
}
