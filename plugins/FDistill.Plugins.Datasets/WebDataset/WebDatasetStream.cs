using FDistill.Datasets;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>A stream of the samples of shards. Damaged ones are passed over; a batch is full without them.</summary>
internal sealed class WebDatasetStream : IDataStream
{
    private readonly WebDatasetParts parts;
    private readonly DataRequest request;
    private readonly MetadataFilter filter;
    private readonly ShardWalk walk;
    private readonly ReadAhead<WalkEntry, ReadSample> samples;
    private long damaged;

    /// <summary>Opens the stream and begins to read.</summary>
    /// <param name="parts">The dataset.</param>
    /// <param name="request">Which samples, in which order, from where on.</param>
    /// <exception cref="InvalidDataException">There are fewer shards than processes.</exception>
    public WebDatasetStream(WebDatasetParts parts, DataRequest request)
    {
        (this.parts, this.request, Position) = (parts, request, request.Position);
        filter = new MetadataFilter(parts.Options.Metadata, parts.Logger);
        walk = new ShardWalk(parts.Shards, parts.Options, request, filter);
        samples = new ReadAhead<WalkEntry, ReadSample>(walk.Entries(), parts.Reader.Read, parts.Options.Workers, parts.Options.Prefetch * request.Batch);
    }

    /// <inheritdoc/>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> PassedOver
    {
        get
        {
            var counts = new Dictionary<string, long>(filter.PassedOver);
            if (damaged > 0) counts.Add("damaged", damaged);
            return counts;
        }
    }

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var batch = new List<ReadSample>(request.Batch);
        var place = WalkPlace.Of(Position);
        while (batch.Count < request.Batch && samples.TryNext(out var sample))
        {
            place = sample!.Walked.Next;
            if (sample.Damage is { } damage)
            {
                damaged++;
                parts.Damage.PassOver(damage);
                continue;
            }

            parts.Damage.Whole();
            batch.Add(sample);
        }

        walk.Leave(place);
        Position = place.ToPosition();
        return batch.Count == 0 ? null : Together(batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        samples.Dispose();
        walk.Dispose();
    }

    private DataBatch Together(List<ReadSample> samples)
    {
        var batch = new CaptionedBatch(samples.Count, parts.Pixels);
        for (var place = 0; place < samples.Count; place++)
        {
            var (walked, image, caption, _) = samples[place];
            var id = walked.Entry.Sample!.Id;
            if (image!.Shape != parts.Pixels)
                throw new InvalidDataException($"'{id}' is {image.Shape}, but the first image {parts.Pixels} (channels x height x width): give '{(image.Shape.Channels != parts.Pixels.Channels ? "channels" : "size")}'.");
            batch.Set(place, id, caption!);
            batch.Set(place, image, IsMirrored(walked));
        }

        return batch.ToBatch();
    }

    private bool IsMirrored(WalkEntry walked) =>
        parts.Options.XFlip && request.Seed is { } seed && SplitMix64.Coin(seed, walked.Epoch, ((long)walked.Entry.Sample!.Shard.Number << 32) | (long)walked.Entry.Sample.Ordinal);
}
