using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Encoded;

/// <summary>Latents and encoded texts in place of images and captions, as <c>fdistill
/// dataset encode</c> writes them: a run with them runs no encoder.</summary>
public sealed class EncodedDataset : IDataset, IDisposable
{
    private readonly EncodedOptions options;
    private readonly EncodedManifest manifest;
    private readonly EncodedShards shards;

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="InvalidDataException">There is none, it is damaged, or shards are missing.</exception>
    public EncodedDataset(EncodedOptions options, IWeightFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        manifest = EncodedManifest.Read(options.Folder);
        if (options.Limit > manifest.Records) throw new InvalidDataException($"'limit' asks for {options.Limit} records, but '{options.Folder}' holds {manifest.Records}.");
        shards = new EncodedShards(options.Folder, manifest, files);
    }

    /// <inheritdoc/>
    public long? Count => options.Limit ?? manifest.Records;

    /// <inheritdoc/>
    /// <remarks>Of the images that were encoded.</remarks>
    public SampleShape Pixels => manifest.Pixels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => manifest.Offers;

    /// <inheritdoc/>
    public long? Classes => manifest.Classes;

    /// <inheritdoc/>
    public StoredEncoding? Encoding => manifest.Encoding;

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request)
    {
        EncodedBatch Begin(IReadOnlyList<RecordPlace> places) => new(shards, places);
        return options.Workers == 0
            ? new RecordStream(Count!.Value, request, places => ReadAll(Begin(places)))
            : new PrefetchStream(Count!.Value, request, options.Workers, options.Prefetch, Begin);
    }

    /// <inheritdoc/>
    public void Dispose() => shards.Dispose();

    private static DataBatch ReadAll(EncodedBatch batch)
    {
        for (var index = 0; index < batch.Count; index++) batch.Read(index);
        return batch.Finish();
    }
}
