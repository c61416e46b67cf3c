using System.Runtime.ExceptionServices;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>Works through a sequence ahead of time with threads of its own;
/// results come in the sequence's order, however many threads there are.</summary>
/// <typeparam name="TSource">What the sequence holds.</typeparam>
/// <typeparam name="TResult">What is made of it.</typeparam>
/// <remarks>One thread at a time asks the sequence for its next entry. What goes wrong
/// is thrown where its result would have come, and again from then on. Disposing waits
/// for the threads.</remarks>
internal sealed class ReadAhead<TSource, TResult> : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<Slot> queue = new();
    private readonly IEnumerator<TSource> source;
    private readonly Func<TSource, TResult> read;
    private readonly int ahead;
    private readonly Thread[] threads;
    private bool isAtEnd, isStopped;

    /// <summary>Begins to work.</summary>
    /// <param name="source">The sequence.</param>
    /// <param name="read">Makes a result; several threads may be in it at once.</param>
    /// <param name="workers">How many threads; 0: results are made when they are asked for.</param>
    /// <param name="ahead">How many results are made, or being made, at once; at least 1.</param>
    public ReadAhead(IEnumerable<TSource> source, Func<TSource, TResult> read, int workers, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        (this.source, this.read, this.ahead) = (source.GetEnumerator(), read, ahead);
        threads = [.. Enumerable.Range(0, workers).Select(number => new Thread(Work) { IsBackground = true, Name = $"dataset reader {number}" })];
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>The next result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False at the end of the sequence.</returns>
    public bool TryNext(out TResult? result)
    {
        if (threads.Length == 0)
        {
            ObjectDisposedException.ThrowIf(isStopped, this);
            var isThere = source.MoveNext();
            result = isThere ? read(source.Current) : default;
            return isThere;
        }

        lock (gate)
        {
            Slot? first;
            while (!queue.TryPeek(out first) ? !isAtEnd : !first.IsDone)
            {
                ObjectDisposedException.ThrowIf(isStopped, this);
                Monitor.Wait(gate);
            }

            ObjectDisposedException.ThrowIf(isStopped, this);
            first?.Failure?.Throw();
            if (first is not null) queue.Dequeue();
            Monitor.PulseAll(gate);
            result = first is null ? default : first.Result;
            return first is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (var thread in threads) thread.Join();
        source.Dispose();
    }

    private void Work()
    {
        while (TryTake() is { } slot)
        {
            Attempt(slot, () => slot.Result = read(slot.Entry!));
            lock (gate)
            {
                slot.IsDone = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Waits for an entry to work on; null where no more will come.</summary>
    private Slot? TryTake()
    {
        lock (gate)
        {
            while (!isStopped && !isAtEnd && queue.Count >= ahead) Monitor.Wait(gate);
            if (isStopped || isAtEnd) return null;
            var slot = new Slot();
            Attempt(slot, () =>
            {
                isAtEnd = !source.MoveNext();
                if (!isAtEnd) slot.Entry = source.Current;
            });
            var hasFailed = slot.Failure is not null;
            if (hasFailed || !isAtEnd) queue.Enqueue(slot);
            (isAtEnd, slot.IsDone) = (isAtEnd || hasFailed, hasFailed);
            Monitor.PulseAll(gate);
            return isAtEnd ? null : slot;
        }
    }

    /// <summary>What goes wrong is kept for whoever asks for the result.</summary>
    private static void Attempt(Slot slot, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)   // it is thrown where the result is asked for
        {
            slot.Failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    private sealed class Slot
    {
        public TSource? Entry { get; set; }

        public TResult? Result { get; set; }

        public ExceptionDispatchInfo? Failure { get; set; }

        public bool IsDone { get; set; }
    }
}
