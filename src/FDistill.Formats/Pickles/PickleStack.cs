namespace FDistill.Formats.Pickles;

/// <summary>The stack that a pickle builds its values on, and its memory of values that it uses again.</summary>
internal sealed class PickleStack
{
    /// <summary>More steps than this no file of weights has; each may make a value.</summary>
    private const int MostSteps = 4_000_000;

    private readonly List<object?> values = [];
    private readonly Stack<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];
    private int steps;

    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    /// <summary>Counts one step.</summary>
    public void Step()
    {
        if (++steps > MostSteps) throw new FormatException($"more than {MostSteps} steps; no file of weights has so many");
    }

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value) => values.Add(value);

    /// <summary>Takes the value on top.</summary>
    public object? Pop()
    {
        var value = Top();
        values.RemoveAt(values.Count - 1);
        return value;
    }

    /// <summary>The value on top.</summary>
    public object? Top() => values.Count > Floor ? values[^1] : throw new FormatException("a value was expected before it");

    /// <summary>Takes several values, in the order in which they were put.</summary>
    public List<object?> Pop(int count)
    {
        if (values.Count - Floor < count) throw new FormatException($"{count} values were expected before it");
        return Cut(values.Count - count);
    }

    /// <summary>Remembers the height.</summary>
    public void Mark() => marks.Push(values.Count);

    /// <summary>Takes all values above the last mark, and the mark.</summary>
    public List<object?> PopMark() => marks.TryPop(out var mark) ? Cut(mark) : throw new FormatException("a mark was expected before it");

    /// <summary>Keeps the value on top under a number.</summary>
    public void Keep(long number) => memo[number] = Top();

    /// <summary>Keeps the value on top under the next number.</summary>
    public void KeepNext() => memo[memo.Count] = Top();

    /// <summary>Puts a kept value on top.</summary>
    public void Recall(long number) => Push(memo.TryGetValue(number, out var value) ? value : throw new FormatException($"value {number}, which was never kept, is used"));

    private List<object?> Cut(int from)
    {
        var cut = values.GetRange(from, values.Count - from);
        values.RemoveRange(from, cut.Count);
        return cut;
    }
}
