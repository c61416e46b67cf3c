namespace FDistill.Formats.Pickles;

/// <summary>A tuple, list or set of a pickle.</summary>
/// <param name="items">Its items.</param>
internal sealed class PickleSequence(IEnumerable<object?> items)
{
    /// <summary>Its items. A list grows while it is read.</summary>
    public List<object?> Items { get; } = [.. items];
}
