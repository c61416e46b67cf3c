namespace FDistill.Reports.Datasets;

/// <summary>Keeps some of a sequence of unknown length, evenly spaced from its first to its last.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="count">How many are wanted; fewer than twice as many are kept.</param>
/// <param name="forget">Puts away what is not kept after all.</param>
internal sealed class EvenlySpaced<T>(int count, Action<T> forget)
{
    private readonly List<T> kept = [];
    private long seen, stride = 1;

    /// <summary>Those wanted of all that came; all where there are fewer.</summary>
    public IReadOnlyList<T> Chosen => kept.Count <= count ? kept : [.. Enumerable.Range(0, count).Select(place => kept[place * kept.Count / count])];

    /// <summary>Takes the next one in, if its iteration has come.</summary>
    /// <param name="make">Makes it.</param>
    public void Add(Func<T> make)
    {
        if (seen++ % stride > 0) return;
        kept.Add(make());
        if (kept.Count < 2 * count) return;
        for (var place = 1; place < kept.Count; place += 2) forget(kept[place]);
        T[] every = [.. kept.Where((_, place) => place % 2 == 0)];
        kept.Clear();
        kept.AddRange(every);
        stride *= 2;
    }
}
