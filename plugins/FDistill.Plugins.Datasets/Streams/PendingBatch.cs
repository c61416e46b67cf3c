using System.Runtime.ExceptionServices;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A batch in the queue of a <see cref="PrefetchStream"/>; everything
/// but <see cref="Read"/> happens under the queue's lock.</summary>
/// <param name="batch">Reads its records.</param>
internal sealed class PendingBatch(IBatchInProgress batch)
{
    private readonly ExceptionDispatchInfo?[] failures = new ExceptionDispatchInfo?[batch.Count];
    private int taken, finished;

    /// <summary>The batch.</summary>
    public IBatchInProgress Batch => batch;

    /// <summary>Whether every record has been read, or has failed.</summary>
    public bool IsComplete => finished == batch.Count;

    /// <summary>Gives a record to a reader; false where all have been given.</summary>
    public bool TryTake(out int index)
    {
        index = taken;
        if (taken == batch.Count) return false;
        taken++;
        return true;
    }

    /// <summary>Reads a record; what goes wrong is kept.</summary>
    public void Read(int index)
    {
        try
        {
            batch.Read(index);
        }
        catch (Exception failure)   // it is thrown where the batch is asked for
        {
            failures[index] = ExceptionDispatchInfo.Capture(failure);
        }
    }

    /// <summary>Notes that a record was read.</summary>
    public void Finish() => finished++;

    /// <summary>Throws what went wrong with the first record that
    /// could not be read, whichever thread came to it first.</summary>
    public void ThrowIfFailed() => failures.FirstOrDefault(failure => failure is not null)?.Throw();
}
