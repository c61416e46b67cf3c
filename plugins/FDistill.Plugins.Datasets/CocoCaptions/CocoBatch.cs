using FDistill.Datasets;
using FDistill.Plugins.Datasets.Images;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>A batch of captions whose images are being read.</summary>
/// <param name="captions">What was drawn.</param>
/// <param name="images">The images; null where captions alone are wanted.</param>
/// <param name="places">Which.</param>
internal sealed class CocoBatch(IReadOnlyList<CocoCaption> captions, CocoImages? images, IReadOnlyList<RecordPlace> places) : IBatchInProgress
{
    private readonly Lazy<CaptionedBatch> batch = new(() => new CaptionedBatch(places.Count, images?.Pixels ?? default));

    /// <inheritdoc/>
    public int Count => places.Count;

    /// <inheritdoc/>
    public void Read(int index)
    {
        var record = (int)places[index].Record;
        batch.Value.Set(index, captions[record].File, captions[record].Text);
        if (images is not null) batch.Value.Set(index, images.Read(record));
    }

    /// <inheritdoc/>
    public DataBatch Finish() => batch.Value.ToBatch();
}
