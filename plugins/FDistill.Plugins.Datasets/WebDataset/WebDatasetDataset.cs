using FDistill.Datasets;
using FDistill.Images;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.WebDataset.Shards;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>
/// Images with captions in tar files, as webdataset and img2dataset lay them out:
/// the files of a sample follow each other and share a name, <c>000001.jpg</c>,
/// <c>000001.txt</c>, <c>000001.json</c>. Nothing is unpacked, and nothing is known of a shard before it is read.
/// </summary>
public sealed class WebDatasetDataset : IDataset
{
    private readonly WebDatasetParts parts;

    /// <summary>Finds the shards, and reads the first sample.</summary>
    /// <exception cref="InvalidDataException">Shards are missing,
    /// no sample is taken, or too many are damaged.</exception>
    public WebDatasetDataset(WebDatasetOptions options, IImageDecoder decoder, IImageResizer resizer, ILogger<WebDatasetDataset> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        var reader = new SampleReader(options, new ImageFit(options, resizer), decoder);
        parts = new WebDatasetParts(options, ShardNames.Find(options.Shards), reader, new DamageCount(options.MaxDamaged, logger), Pixels: default, logger);
        parts = parts with { Pixels = FirstShape() };
    }

    /// <inheritdoc/>
    /// <remarks>Not known: shards are not counted through.</remarks>
    public long? Count => null;

    /// <inheritdoc/>
    public SampleShape Pixels => parts.Pixels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption];

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new WebDatasetStream(parts, request);
    }

    private SampleShape FirstShape()
    {
        using var walk = new ShardWalk(parts.Shards, parts.Options, new DataRequest { Batch = 1 }, new MetadataFilter(parts.Options.Metadata, parts.Logger));
        foreach (var walked in walk.Entries())
        {
            var sample = parts.Reader.Read(walked);
            if (sample.Image is { } image) return image.Shape;
            parts.Damage.PassOver(sample.Damage!);
        }

        throw new InvalidDataException($"'{parts.Options.Shards}' holds no sample that is whole.");
    }
}
