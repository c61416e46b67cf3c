using FDistill.Datasets;
using FDistill.Plugins;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A dataset's stream whose batches are held against the contract.</summary>
/// <remarks>Batches lie in main memory, where looking at their numbers keeps no device waiting.</remarks>
internal sealed class GuardedStream : IDataStream, IDecorator
{
    private readonly IDataset dataset;
    private readonly DataRequest request;
    private readonly IDataStream inner;
    private readonly Contract contract;

    /// <summary>Opens a stream.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="request">What, in which order, from where on.</param>
    public GuardedStream(IDataset dataset, DataRequest request)
    {
        (this.dataset, this.request) = (dataset, request);
        inner = new Contract(dataset, "IDataset.Open").Present(dataset.Open(request), "a stream");
        contract = new Contract(dataset, "IDataStream.Next");
    }

    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public long Position => inner.Position;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> PassedOver => inner.PassedOver;

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var before = inner.Position;
        if (inner.Next() is not { } batch)
            return request.Seed is null ? null : throw contract.Broken("the stream has ended, though it was opened with a seed; such a stream goes on epoch after epoch");
        CheckCount(batch, before);
        if (batch.Images is { } images) Check(images, "images", [batch.Count, dataset.Pixels.Channels, dataset.Pixels.Height, dataset.Pixels.Width]);
        if (batch.LatentMoments is { } moments)
            Check(moments, "moments of latents", dataset.Encoding is { Latents: var latents } ? [batch.Count, 2 * latents.Channels, latents.Height, latents.Width] : moments.shape);
        if (batch.Labels is { } labels) CheckLabels(labels, batch.Count);
        contract.Counted(batch.Captions, "captions", batch.Count);
        contract.Counted(batch.OriginalSizes, "original sizes", batch.Count);
        contract.Counted(batch.Crops, "crops", batch.Count);
        contract.Counted(batch.Ids, "ids", batch.Count);
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private void CheckCount(DataBatch batch, long before)
    {
        if (batch.Count < 1 || batch.Count > request.Batch || (request.Seed is not null && batch.Count != request.Batch))
            throw contract.Broken($"it returned a batch of {batch.Count} records; {request.Batch} were asked for{(request.Seed is null ? ", and only the last batch of a pass may be smaller" : "")}");
        if (inner.Position <= before) throw contract.Broken($"the position went from {before} to {inner.Position}; it grows with every batch");
    }

    private void Check(Tensor numbers, string what, ReadOnlySpan<long> shape)
    {
        contract.Result(numbers, what, shape, CPU);
        contract.Finite(numbers, what);
    }

    private void CheckLabels(Tensor labels, long count)
    {
        contract.Result(labels, "labels", [count], CPU, ScalarType.Int64);
        if (dataset.Classes is not { } classes) return;
        using var scope = NewDisposeScope();
        var (smallest, largest) = (labels.min().item<long>(), labels.max().item<long>());
        if (smallest < 0 || largest >= classes) throw contract.Broken($"it returned labels from {smallest} to {largest}; IDataset.Classes says {classes}, so they are 0 … {classes - 1}");
    }
}
