using System.Runtime.ExceptionServices;
using FDistill.Datasets;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A stream whose batches are read ahead of time by threads of its own, record by record.</summary>
/// <remarks>The order does not depend on the threads: they take records in
/// the stream's order, and batches leave in that order. A record that cannot
/// be read ends the stream where its batch would have come, with
/// its exception. Disposing waits for the threads.</remarks>
internal sealed class PrefetchStream : IDataStream
{
    private readonly object gate = new();
    private readonly Queue<PendingBatch> queue = new();
    private readonly RecordOrder order;
    private readonly Func<IReadOnlyList<RecordPlace>, IBatchInProgress> begin;
    private readonly int ahead;
    private readonly Thread[] threads;
    private PendingBatch? newest;
    private ExceptionDispatchInfo? failure;
    private bool isAtEnd, isStopped;

    /// <summary>Opens the stream and starts reading.</summary>
    /// <param name="count">How many records there are.</param>
    /// <param name="request">Which of them, in which order, from where on.</param>
    /// <param name="workers">How many threads read; at least 1.</param>
    /// <param name="ahead">How many batches are read, or being read, at once; at least 1.</param>
    /// <param name="begin">Begins a batch of the records at these places; called by one thread at a time.</param>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    public PrefetchStream(long count, DataRequest request, int workers, int ahead, Func<IReadOnlyList<RecordPlace>, IBatchInProgress> begin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        (order, this.ahead, this.begin, Position) = (new RecordOrder(count, request), ahead, begin, request.Position);
        threads = [.. Enumerable.Range(0, workers).Select(number => new Thread(Work) { IsBackground = true, Name = $"dataset reader {number}" })];
        foreach (var thread in threads) thread.Start();
    }

    /// <inheritdoc/>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        PendingBatch? first;
        lock (gate)
        {
            while (!queue.TryPeek(out first) ? !isAtEnd : !first.IsComplete)
            {
                ObjectDisposedException.ThrowIf(isStopped, this);
                failure?.Throw();
                Monitor.Wait(gate);
            }

            ObjectDisposedException.ThrowIf(isStopped, this);
            if (first is null) return null;
            first.ThrowIfFailed();
            queue.Dequeue();
            Position += first.Batch.Count;
            Monitor.PulseAll(gate);
        }

        return first.Batch.Finish();
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
    }

    private void Work()
    {
        try
        {
            while (TryTake(out var batch, out var index))
            {
                batch!.Read(index);
                lock (gate)
                {
                    batch.Finish();
                    if (batch.IsComplete) Monitor.PulseAll(gate);
                }
            }
        }
        catch (Exception fatal)   // no batch can be begun: reported where the next one is asked for
        {
            lock (gate)
            {
                failure = ExceptionDispatchInfo.Capture(fatal);
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Waits for a record to read; false where no more will come.</summary>
    private bool TryTake(out PendingBatch? batch, out int index)
    {
        lock (gate)
        {
            while (true)
            {
                (batch, index) = (newest, 0);
                if (isStopped) return false;
                if (newest is not null && newest.TryTake(out index)) return true;
                if (isAtEnd) return false;
                if (queue.Count < ahead) Begin();
                else Monitor.Wait(gate);
            }
        }
    }

    private void Begin()
    {
        var places = order.Next();
        isAtEnd = places.Count == 0;
        if (isAtEnd) Monitor.PulseAll(gate);
        else queue.Enqueue(newest = new PendingBatch(begin(places)));
    }
}
