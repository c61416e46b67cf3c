using FDistill.Datasets;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>A batch whose records are being read.</summary>
internal interface IBatchInProgress
{
    /// <summary>How many records it has.</summary>
    int Count { get; }

    /// <summary>Reads one of its records; several threads read different ones at once.</summary>
    /// <param name="index">The record's place in the batch.</param>
    void Read(int index);

    /// <summary>Makes the batch, once all are read, in the caller's dispose scope.</summary>
    DataBatch Finish();
}
