using FDistill.Datasets;
using FDistill.Images;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.Streams;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>Captions of MS-COCO 2014's validation images, drawn by a seed, with their
/// images where these are there: what text-to-image models are measured on.</summary>
public sealed class CocoCaptionsDataset : IDataset, IDisposable
{
    private readonly CocoCaptionsOptions options;
    private readonly IReadOnlyList<CocoCaption> captions;
    private readonly CocoImages? images;

    /// <summary>Reads the captions and draws.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or has
    /// fewer images than are to be drawn, or images are missing.</exception>
    public CocoCaptionsDataset(CocoCaptionsOptions options, IImageDecoder decoder, IImageResizer resizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var found = CocoAnnotations.Read(options.Annotations);
        if (found.Count == 0) throw new InvalidDataException($"'{options.Annotations}' holds no captions.");
        if (options.Count > found.Count) throw new InvalidDataException($"'count' asks for {options.Count} captions of as many images, but '{options.Annotations}' has {found.Count} captioned images.");
        captions = CocoDraw.Draw(found, options.Count ?? found.Count, options.Seed);
        images = options.Images is { } path ? new CocoImages(path, captions, new ImageFit(options, resizer), decoder) : null;
    }

    /// <inheritdoc/>
    public long? Count => captions.Count;

    /// <inheritdoc/>
    public SampleShape Pixels => images?.Pixels ?? default;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption];

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request)
    {
        CocoBatch Begin(IReadOnlyList<RecordPlace> places) => new(captions, images, places);
        return images is null || options.Workers == 0
            ? new RecordStream(captions.Count, request, places => ReadAll(Begin(places)))
            : new PrefetchStream(captions.Count, request, options.Workers, options.Prefetch, Begin);
    }

    /// <inheritdoc/>
    public void Dispose() => images?.Dispose();

    private static DataBatch ReadAll(CocoBatch batch)
    {
        for (var index = 0; index < batch.Count; index++) batch.Read(index);
        return batch.Finish();
    }
}
